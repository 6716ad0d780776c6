import { AwsError } from '../../core/aws-error.ts';
import { numberOf } from './attributes.ts';
import { type BodyFacts, factsOf } from './body-facts.ts';
import type { AttributeValue } from './md5.ts';
import type { Queue } from './queue.ts';

/** What a message may be sent with, alone or in a batch. */
export interface Sent {
  readonly MessageBody: string | undefined;
  readonly DelaySeconds?: number | undefined;
  readonly MessageAttributes?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly MessageSystemAttributes?: Readonly<Record<string, AttributeValue>> | undefined;
  readonly MessageGroupId?: string | undefined;
  readonly MessageDeduplicationId?: string | undefined;
}

const NONE: Readonly<Record<string, AttributeValue>> = {};

const parameter = (message: string): AwsError => new AwsError('InvalidParameterValue', message);

const TYPE = /^(String|Number|Binary)(\..+)?$/;
const NAME = /^[A-Za-z0-9_.-]{1,256}$/;
const ID = /^[\x21-\x7e]{1,128}$/;

function checkAttribute(name: string, { DataType, StringValue, BinaryValue }: AttributeValue): void {
  if (!NAME.test(name) || /^(aws|amazon)\./i.test(name) || /^\.|\.$|\.\./.test(name)) {
    throw parameter(
      `Message (user) attribute name '${name}' is invalid. It can contain only A-Z, a-z, 0-9, underscore, hyphen and period, and may not start with AWS. or Amazon., nor start or end with a period.`,
    );
  }
  if (DataType === undefined || DataType === '')
    throw parameter(`The message attribute '${name}' must contain non-empty message attribute type.`);
  const kind = TYPE.exec(DataType)?.[1];
  if (!kind)
    throw parameter(
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  const value = kind === 'Binary' ? BinaryValue : StringValue;
  if (value === undefined || value.length === 0) {
    throw parameter(
      `The message attribute '${name}' with type '${kind}' must use field '${kind === 'Binary' ? 'Binary' : 'String'}'.`,
    );
  }
  if (kind === 'Number' && !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(StringValue ?? '')) {
    throw parameter(`Can't cast the value of message attribute '${name}' to a number.`);
  }
}

/** Bytes of body and attributes, as AWS counts them against MaximumMessageSize. */
export const sizeOf = ({ MessageBody = '', MessageAttributes }: Sent): number =>
  MessageAttributes === undefined ? factsOf(MessageBody).bytes : sizeWith(MessageBody, MessageAttributes);

const sizeWith = (body: string, attributes: NonNullable<Sent['MessageAttributes']>): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType = '', StringValue = '', BinaryValue }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      (BinaryValue?.length ?? Buffer.byteLength(StringValue)),
    factsOf(body).bytes,
  );

/**
 * What the model cannot say about a message.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html
 * @throws AwsError `InvalidParameterValue`, `InvalidMessageContents`, `MissingParameter`
 */
export function checkMessage(queue: Queue, sent: Sent, facts: BodyFacts): void {
  const { MessageBody: body = '', DelaySeconds, MessageAttributes = NONE, MessageSystemAttributes = NONE } = sent;
  if (body === '') throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (facts.forbidden)
    throw new AwsError('InvalidMessageContents', 'The message contains characters outside the allowed set.');
  if (Object.keys(MessageAttributes).length > 10)
    throw parameter(
      `Number of message attributes [${Object.keys(MessageAttributes).length}] exceeds the allowed maximum [10].`,
    );
  for (const [name, value] of Object.entries(MessageAttributes)) checkAttribute(name, value);
  for (const name of Object.keys(MessageSystemAttributes)) {
    if (name !== 'AWSTraceHeader') throw parameter(`Message system attribute name '${name}' is invalid.`);
  }
  const limit = numberOf(queue, 'MaximumMessageSize');
  if ((sent.MessageAttributes || body.length * 3 > limit) && sizeOf(sent) > limit)
    throw parameter(`One or more parameters are invalid. Reason: Message must be shorter than ${limit} bytes.`);
  if (DelaySeconds !== undefined && (DelaySeconds < 0 || DelaySeconds > 900)) {
    throw parameter(
      `Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  if (queue.fifo) checkFifo(queue, sent);
  else if (sent.MessageDeduplicationId !== undefined) {
    throw parameter(
      `Value ${sent.MessageDeduplicationId} for parameter MessageDeduplicationId is invalid. Reason: The request includes a parameter that is not valid for this queue type.`,
    );
  }
}

function checkFifo(queue: Queue, { MessageGroupId, MessageDeduplicationId, DelaySeconds }: Sent): void {
  if (MessageGroupId === undefined)
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  if (!ID.test(MessageGroupId))
    throw parameter(
      `Value ${MessageGroupId} for parameter MessageGroupId is invalid. Reason: MessageGroupId can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  if (MessageDeduplicationId !== undefined && !ID.test(MessageDeduplicationId)) {
    throw parameter(
      `Value ${MessageDeduplicationId} for parameter MessageDeduplicationId is invalid. Reason: MessageDeduplicationId can only include alphanumeric and punctuation characters. 1 to 128 in length.`,
    );
  }
  if (MessageDeduplicationId === undefined && queue.attributes.ContentBasedDeduplication !== 'true') {
    throw parameter(
      'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
  if (DelaySeconds !== undefined && DelaySeconds !== 0) {
    throw parameter(
      `Value ${DelaySeconds} for parameter DelaySeconds is invalid. Reason: The request include parameter that is not valid for this queue type.`,
    );
  }
}
