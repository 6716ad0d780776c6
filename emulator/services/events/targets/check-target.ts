import type { Target } from '@aws-sdk/client-eventbridge';
import type { Place } from '../../../core/arn.ts';
import { deadLetterArnOf } from '../buses/checks.ts';
import { invalid, invalidParameter } from '../errors.ts';
import { checkInput } from '../input/check-input.ts';
import { type TargetArn, type TargetKind, targetArnOf } from './target-kind.ts';

type Parameters =
  | 'KinesisParameters'
  | 'RunCommandParameters'
  | 'EcsParameters'
  | 'BatchParameters'
  | 'SqsParameters'
  | 'HttpParameters'
  | 'RedshiftDataParameters'
  | 'SageMakerPipelineParameters'
  | 'AppSyncParameters';

/** For which targets parameters of a kind are meant. */
const MEANT_FOR: Readonly<Record<Parameters, readonly TargetKind[]>> = {
  KinesisParameters: ['kinesis'],
  RunCommandParameters: ['ssm'],
  EcsParameters: ['ecs'],
  BatchParameters: ['batch'],
  SqsParameters: ['sqs'],
  HttpParameters: ['api-destination', 'execute-api'],
  RedshiftDataParameters: ['redshift', 'redshift-serverless'],
  SageMakerPipelineParameters: ['sagemaker'],
  AppSyncParameters: ['appsync'],
};

const REQUIRED_BY: Partial<Readonly<Record<TargetKind, Parameters>>> = {
  appsync: 'AppSyncParameters',
  batch: 'BatchParameters',
  ecs: 'EcsParameters',
  redshift: 'RedshiftDataParameters',
  'redshift-serverless': 'RedshiftDataParameters',
};

const mustBeSpecified = (name: string, id: string | undefined): Error =>
  invalid(`Parameter(s) ${name} must be specified for target: ${id}.`);

function checkParameters(target: Target, { kind, resource }: TargetArn): void {
  for (const [name, kinds] of Object.entries(MEANT_FOR) as [Parameters, readonly TargetKind[]][]) {
    if (target[name] && !kinds.includes(kind)) throw invalid(`${name} is not supported for target ${target.Arn}.`);
  }
  const required = REQUIRED_BY[kind];
  if (required && !target[required]) throw mustBeSpecified(required, target.Id);
  if (kind === 'sqs' && resource.endsWith('.fifo')) {
    if (!target.SqsParameters) throw mustBeSpecified('SqsParameters', target.Id);
    if (!target.SqsParameters.MessageGroupId) throw mustBeSpecified('MessageGroupId', target.Id);
  }
}

function checkRoleGiven({ RoleArn, Arn }: Target, arn: TargetArn, place: Place): void {
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html: since March 2023 buses of others need a role.
  const foreignBus = arn.kind === 'bus' && (arn.accountId !== place.accountId || arn.region !== place.region);
  if ((arn.needsRole || foreignBus) && !RoleArn) throw invalid(`RoleArn is required for target ${Arn}.`);
}

/**
 * What AWS refuses of a target when it is put; whether it can be reached shows at delivery.
 * @param rule the place of the rule
 * @throws AwsError `ValidationException`
 */
export function checkTarget(target: Target, rule: Place): void {
  const text = target.Arn ?? '';
  const arn = targetArnOf(text);
  if (!arn) throw invalidParameter(text, 'Provided Arn is not in correct format.');
  if (arn.region !== rule.region && arn.kind !== 'bus') {
    throw invalidParameter(text, 'Target must be in the same region as the rule.');
  }
  checkRoleGiven(target, arn, rule);
  checkParameters(target, arn);
  checkInput(target, arn.kind);
  deadLetterArnOf(target.DeadLetterConfig, rule);
}
