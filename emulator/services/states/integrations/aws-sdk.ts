import type { Json } from '../../../asl/index.ts';
import type { ServiceId } from '../../../core/service.ts';
import { reported, sdkError } from './api-errors.ts';
import { fromJson, toJson } from './api-values.ts';
import { type Integration, PENDING, type TaskCall, TaskError } from './integration.ts';

interface SdkService {
  readonly id: ServiceId;
  /** The name before the dot of its errors. */
  readonly prefix: string;
  /** Its JSON goes over the wire as it is, so that nothing is to be converted. */
  readonly raw?: boolean;
}

/**
 * The services of the emulator by their names in `arn:aws:states:::aws-sdk:<name>:<action>`.
 * https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 */
const SERVICES: Readonly<Record<string, SdkService>> = {
  apigatewayv2: { id: 'apigateway', prefix: 'ApiGatewayV2' },
  cloudformation: { id: 'cloudformation', prefix: 'CloudFormation' },
  cloudtrail: { id: 'cloudtrail', prefix: 'CloudTrail' },
  cloudwatch: { id: 'cloudwatch', prefix: 'CloudWatch' },
  cloudwatchlogs: { id: 'logs', prefix: 'CloudWatchLogs' },
  dynamodb: { id: 'dynamodb', prefix: 'DynamoDb', raw: true },
  dynamodbstreams: { id: 'dynamodbstreams', prefix: 'DynamoDbStreams', raw: true },
  eventbridge: { id: 'events', prefix: 'EventBridge' },
  iam: { id: 'iam', prefix: 'Iam' },
  kms: { id: 'kms', prefix: 'Kms' },
  lambda: { id: 'lambda', prefix: 'Lambda' },
  s3: { id: 's3', prefix: 'S3' },
  schemas: { id: 'schemas', prefix: 'Schemas' },
  secretsmanager: { id: 'secretsmanager', prefix: 'SecretsManager' },
  sfn: { id: 'states', prefix: 'Sfn' },
  sns: { id: 'sns', prefix: 'Sns' },
  sqs: { id: 'sqs', prefix: 'Sqs' },
  ssm: { id: 'ssm', prefix: 'Ssm' },
  sts: { id: 'sts', prefix: 'Sts' },
};

const RESOURCE = /:aws-sdk:([a-z0-9]+):([a-zA-Z0-9]+)(\.waitForTaskToken)?$/;

export interface SdkAction {
  readonly service: SdkService;
  readonly operation: string;
  readonly waits: boolean;
}

/** What a resource of `aws-sdk` calls; undefined where it is none, or of a service that is not here. */
export function sdkActionOf(resource: string): SdkAction | undefined {
  const [, name = '', action = '', waits] = RESOURCE.exec(resource) ?? [];
  const service = SERVICES[name];
  return (
    service && { service, operation: action.charAt(0).toUpperCase() + action.slice(1), waits: waits !== undefined }
  );
}

async function perform(call: TaskCall, { service, operation }: SdkAction): Promise<Json> {
  const { state, request } = call;
  const model = state.modelOf(service.id);
  const shapes = model.operations[operation];
  if (!shapes) throw new TaskError('States.Runtime', `The resource ${request.resource} has no such API action.`);
  const { parameters } = request;
  const input = service.raw ? parameters : fromJson(model, shapes.input, parameters);
  const output = await reported(
    () => call.api(service.id, operation, typeof input === 'object' ? (input ?? {}) : {}),
    (error) => sdkError(service.prefix, model, operation, error, state.deps.ids),
  );
  return service.raw ? (output as Json) : toJson(model, shapes.output, output, 'iso');
}

/** Any action of any service, by the API's own names. */
export const awsSdk: Integration = async (call) => {
  const action = sdkActionOf(call.request.resource);
  if (!action) throw new TaskError('States.Runtime', `The resource ${call.request.resource} is not supported.`);
  if (!action.waits) return perform(call, action);
  if (call.submitted === undefined) call.submit(await perform(call, action));
  return PENDING;
};
