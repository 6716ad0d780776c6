import { AwsError } from '../../../core/aws-error.ts';
import type { ServiceId } from '../../../core/service.ts';
import { HandlerError, type HandlerErrorCode, PlainFailure } from './provider.ts';

/** How the SDK that AWS's handlers use names the services. */
const SERVICE_NAMES: Readonly<Partial<Record<ServiceId, string>>> = {
  apigateway: 'ApiGatewayV2',
  cloudtrail: 'CloudTrail',
  cloudwatch: 'CloudWatch',
  dynamodb: 'DynamoDb',
  events: 'EventBridge',
  iam: 'Iam',
  kms: 'Kms',
  lambda: 'Lambda',
  logs: 'CloudWatchLogs',
  s3: 'S3',
  schemas: 'schemas',
  secretsmanager: 'SecretsManager',
  sns: 'Sns',
  sqs: 'Sqs',
  ssm: 'Ssm',
  states: 'Sfn',
};

const CODES: readonly (readonly [RegExp, HandlerErrorCode])[] = [
  [/AccessDenied|NotAuthorized|AuthorizationError/, 'AccessDenied'],
  [/AlreadyExists|AlreadyOwned|QueueNameExists|ResourceExists/, 'AlreadyExists'],
  [/NotFound|NoSuch|DoesNotExist|NonExistent/, 'NotFound'],
  [/Conflict|InUse|ConcurrentModification|DeleteConflict/, 'ResourceConflict'],
  [/LimitExceeded|TooMany/, 'ServiceLimitExceeded'],
  [/Throttl|RequestLimit/, 'Throttling'],
  [/Validation|Invalid|Malformed|Missing/, 'InvalidRequest'],
];

const handlerCode = (code: string): HandlerErrorCode =>
  CODES.find(([pattern]) => pattern.test(code))?.[1] ?? 'GeneralServiceException';

/** The reason that a stack's event gives for the failure of a provider; undefined: not one that AWS would know. */
export function failureReason(error: unknown, uuid: () => string): string | undefined {
  if (error instanceof PlainFailure) return error.message;
  if (error instanceof HandlerError) {
    return `Resource handler returned message: "${error.message}" (RequestToken: ${uuid()}, HandlerErrorCode: ${error.code})`;
  }
  if (!(error instanceof AwsError)) return undefined;
  const service = SERVICE_NAMES[serviceOf(error)] ?? '';
  const code = handlerCode(error.code);
  const status = error.status ?? (code === 'AccessDenied' ? 403 : code === 'NotFound' ? 404 : 400);
  return `Resource handler returned message: "${error.message} (Service: ${service}, Status Code: ${status}, Request ID: ${uuid()}) (SDK Attempt Count: 1)" (RequestToken: ${uuid()}, HandlerErrorCode: ${code})`;
}

const services = new WeakMap<AwsError, ServiceId>();
/** Remembers which service an error came from. */
export const fromService = (error: unknown, service: ServiceId): void => {
  if (error instanceof AwsError) services.set(error, service);
};
const serviceOf = (error: AwsError): ServiceId => services.get(error) ?? 'cloudformation';
