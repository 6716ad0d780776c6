import { type Arn, parseArn } from '../../../core/arn.ts';

/** What EventBridge can deliver to. `bus` and `api-destination` are its own. */
export type TargetKind =
  | 'api-destination'
  | 'appsync'
  | 'batch'
  | 'bus'
  | 'codebuild'
  | 'codepipeline'
  | 'ec2'
  | 'ecs'
  | 'execute-api'
  | 'firehose'
  | 'glue'
  | 'inspector'
  | 'kinesis'
  | 'lambda'
  | 'logs'
  | 'redshift'
  | 'redshift-serverless'
  | 'sagemaker'
  | 'sns'
  | 'sqs'
  | 'ssm'
  | 'ssm-incidents'
  | 'states';

interface KindRules {
  /** The form of the ARN's resource. */
  readonly resource: RegExp;
  /** EventBridge invokes it under the target's role and under no other. */
  readonly needsRole?: boolean;
}

const ANY = /./;

/**
 * Targets by the service in their ARN.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html says which need a role.
 */
const KINDS: Readonly<Record<Exclude<TargetKind, 'bus' | 'api-destination'>, KindRules>> = {
  appsync: { resource: /^endpoints\/graphql-api\//, needsRole: true },
  batch: { resource: /^job-queue\//, needsRole: true },
  codebuild: { resource: /^project\//, needsRole: true },
  codepipeline: { resource: ANY, needsRole: true },
  ec2: { resource: ANY, needsRole: true },
  ecs: { resource: /^cluster\//, needsRole: true },
  'execute-api': { resource: ANY },
  firehose: { resource: /^deliverystream\//, needsRole: true },
  glue: { resource: /^workflow\//, needsRole: true },
  inspector: { resource: ANY, needsRole: true },
  kinesis: { resource: /^stream\//, needsRole: true },
  lambda: { resource: /^function:[\w-]+(:[\w$-]+)?$/ },
  logs: { resource: /^log-group:[\w./#-]+(:\*)?$/ },
  redshift: { resource: /^cluster:/, needsRole: true },
  'redshift-serverless': { resource: /^workgroup\//, needsRole: true },
  sagemaker: { resource: /^pipeline\//, needsRole: true },
  sns: { resource: /^[\w-]+(\.fifo)?$/ },
  sqs: { resource: /^[\w-]+(\.fifo)?$/ },
  ssm: { resource: ANY, needsRole: true },
  'ssm-incidents': { resource: /^response-plan\//, needsRole: true },
  states: { resource: /^stateMachine:[\w.-]+(:[\w-]+)?$/, needsRole: true },
};

export interface TargetArn extends Arn {
  readonly kind: TargetKind;
  readonly needsRole: boolean;
}

const own: readonly { readonly prefix: string; readonly kind: TargetKind }[] = [
  { prefix: 'event-bus/', kind: 'bus' },
  { prefix: 'api-destination/', kind: 'api-destination' },
];

/** A target's ARN with its kind, or undefined where EventBridge knows no such target. */
export function targetArnOf(text: string): TargetArn | undefined {
  const arn = parseArn(text);
  if (!arn) return undefined;
  if (arn.service === 'events') {
    const found = own.find(({ prefix }) => arn.resource.startsWith(prefix));
    return found && { ...arn, kind: found.kind, needsRole: true };
  }
  if (!Object.hasOwn(KINDS, arn.service)) return undefined;
  const kind = arn.service as Exclude<TargetKind, 'bus' | 'api-destination'>;
  const { resource, needsRole = false } = KINDS[kind];
  return resource.test(arn.resource) ? { ...arn, kind, needsRole } : undefined;
}
