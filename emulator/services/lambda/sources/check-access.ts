import { AwsError, isAwsError } from '../../../core/aws-error.ts';
import type { FunctionVersion } from '../function.ts';
import { asRole } from '../role.ts';
import type { LambdaState } from '../state.ts';
import type { Mapping, SourceKind } from './mapping.ts';

type Check = (state: LambdaState, mapping: Mapping, version: FunctionVersion) => Promise<void>;

const invalid = (message: string, cause?: unknown): AwsError =>
  new AwsError('InvalidParameterValueException', message, { cause });

const QUEUE_CALLS = ['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes'] as const;

/** The error codes of SQS as its Query protocol has them, which Lambda quotes. */
const QUEUE_CODES: Readonly<Record<string, string>> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
};

const STREAM_CALLS = ['GetRecords', 'GetShardIterator', 'DescribeStream', 'ListStreams'] as const;

const CHECKS: Readonly<Record<SourceKind, Check>> = {
  async sqs({ deps, permissions }, { sourceArn }, version) {
    const caller = asRole(version.role, version);
    for (const call of QUEUE_CALLS) {
      if (permissions.allows(caller, `sqs:${call}`, sourceArn)) continue;
      throw invalid(`The provided execution role does not have permissions to call ${call} on SQS`);
    }
    const [, , , region = '', accountId = '', name] = sourceArn.split(':');
    const input = { QueueUrl: `${deps.endpoint()}/${accountId}/${name}`, AttributeNames: ['VisibilityTimeout'] };
    let seconds: number;
    try {
      const { Attributes } = await deps.aws.call<{ Attributes?: Record<string, string> }>(
        caller,
        'sqs',
        'GetQueueAttributes',
        input,
        { region, accountId },
      );
      seconds = Number(Attributes?.VisibilityTimeout ?? 30);
    } catch (error) {
      if (!isAwsError(error)) throw error;
      throw invalid(
        `Error occurred while ReceiveMessage. SQS Error Code: ${QUEUE_CODES[error.code] ?? error.code}. SQS Error Message: ${error.message}`,
        error,
      );
    }
    if (seconds < version.timeoutSeconds) {
      throw invalid(
        `Queue visibility timeout: ${seconds} seconds is less than Function timeout: ${version.timeoutSeconds} seconds`,
      );
    }
  },
  async dynamodb({ deps, permissions }, { sourceArn }, version) {
    const caller = asRole(version.role, version);
    // ListStreams is asked for on everything; a policy that names the stream alone is enough, as on AWS.
    const isDenied = STREAM_CALLS.filter((call) => call !== 'ListStreams').some(
      (call) => !permissions.allows(caller, `dynamodb:${call}`, sourceArn),
    );
    const denied = (cause?: unknown): AwsError =>
      invalid(
        `Cannot access stream ${sourceArn}. Please ensure the role can perform the ${STREAM_CALLS.slice(0, 3).join(', ')}, and ListStreams Actions on your stream in IAM.`,
        cause,
      );
    if (isDenied) throw denied();
    const [, , , region = '', accountId = ''] = sourceArn.split(':');
    try {
      await deps.aws.call(caller, 'dynamodbstreams', 'DescribeStream', { StreamArn: sourceArn }, { region, accountId });
    } catch (error) {
      if (!isAwsError(error)) throw error;
      if (error.code.startsWith('AccessDenied')) throw denied(error);
      throw invalid(`Stream not found: ${sourceArn}`, error);
    }
  },
};

const DESTINATIONS: Readonly<Record<string, { readonly action: string; readonly call: string }>> = {
  sqs: { action: 'sqs:SendMessage', call: 'SendMessage on SQS' },
  sns: { action: 'sns:Publish', call: 'Publish on SNS' },
  s3: { action: 's3:PutObject', call: 'PutObject on S3' },
};

function checkOnFailure({ permissions }: LambdaState, { stream }: Mapping, version: FunctionVersion): void {
  const target = stream?.onFailure;
  if (target === undefined) return;
  const needed = DESTINATIONS[target.split(':')[2] ?? ''];
  if (!needed || target.endsWith('.fifo'))
    throw invalid(
      `The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=${target})) is invalid.`,
    );
  const resource = target.startsWith('arn:aws:s3:') ? `${target}/*` : target;
  if (!permissions.allows(asRole(version.role, version), needed.action, resource))
    throw invalid(`The provided execution role does not have permissions to call ${needed.call}`);
}

/**
 * Lambda takes a mapping only where the function's role can read the source.
 * @throws AwsError `InvalidParameterValueException`
 */
export async function checkAccess(state: LambdaState, mapping: Mapping, version: FunctionVersion): Promise<void> {
  await CHECKS[mapping.kind](state, mapping, version);
  checkOnFailure(state, mapping, version);
}
