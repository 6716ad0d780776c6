import type { BatchResultErrorEntry, PublishBatchCommandInput } from '@aws-sdk/client-sns';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { LARGEST_MESSAGE, sizeOf } from '../message.ts';
import { publishTo } from '../publishing.ts';
import { type SnsState, topicOf } from '../state.ts';
import { forTopic } from './topics.ts';

const MOST = 10;
const ID = /^[\w-]{1,80}$/;

type Entries = NonNullable<PublishBatchCommandInput['PublishBatchRequestEntries']>;

/** @throws AwsError where the batch as a whole is malformed */
function checkBatch(entries: Entries): void {
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequestException', "The batch request doesn't contain any entries.");
  if (entries.length > MOST) {
    throw new AwsError(
      'TooManyEntriesInBatchRequestException',
      'The batch request contains more entries than permissible.',
    );
  }
  const bad = entries.find(({ Id = '' }) => !ID.test(Id));
  if (bad)
    throw new AwsError(
      'InvalidBatchEntryIdException',
      "The Id of a batch entry in a batch request doesn't abide by the specification.",
    );
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw new AwsError(
      'BatchEntryIdsNotDistinctException',
      'Two or more batch entries in the request have the same Id.',
    );
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > LARGEST_MESSAGE) {
    throw new AwsError(
      'BatchRequestTooLongException',
      'The length of all the batch messages put together is more than the limit.',
    );
  }
}

const WIRE_CODES: Readonly<Record<string, string>> = {
  InvalidParameterException: 'InvalidParameter',
  InvalidParameterValueException: 'ParameterValueInvalid',
};

/** https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html */
export const publishBatch: Operation<SnsState, PublishBatchCommandInput, object> = {
  action: 'sns:Publish',
  resource: forTopic,
  handle(state, { TopicArn = '', PublishBatchRequestEntries: entries = [] }) {
    const topic = topicOf(state, TopicArn);
    checkBatch(entries);
    const Successful: object[] = [];
    const Failed: BatchResultErrorEntry[] = [];
    for (const { Id, ...message } of entries) {
      try {
        Successful.push({ Id, ...publishTo(state, topic, message) });
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        Failed.push({ Id, Code: WIRE_CODES[error.code] ?? error.code, Message: error.message, SenderFault: true });
      }
    }
    return { Successful, Failed };
  },
};
