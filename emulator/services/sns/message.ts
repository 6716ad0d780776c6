import { AwsError } from '../../core/aws-error.ts';
import { invalid } from './errors.ts';
import type { Topic } from './topic.ts';

/** Binary values in base64, so that a message can be stored as JSON. */
export interface MessageAttribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

/** A message as it was published. */
export interface Message {
  readonly id: string;
  readonly subject: string | undefined;
  /** One text for all, or with `MessageStructure` = `json` one for each protocol and a default. */
  readonly texts: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, MessageAttribute>>;
  /** ISO 8601. */
  readonly timestamp: string;
  readonly signature: string;
  readonly groupId: string | undefined;
  readonly dedupId: string | undefined;
  readonly sequence: string | undefined;
}

/** What a message is published with, alone or in a batch. */
export interface Published {
  readonly Message?: string | undefined;
  readonly Subject?: string | undefined;
  readonly MessageStructure?: string | undefined;
  readonly MessageAttributes?: Readonly<Record<string, RawAttribute>> | undefined;
  readonly MessageDeduplicationId?: string | undefined;
  readonly MessageGroupId?: string | undefined;
}
interface RawAttribute {
  readonly DataType: string | undefined;
  readonly StringValue?: string | undefined;
  readonly BinaryValue?: Uint8Array | undefined;
}

export const LARGEST_MESSAGE = 262_144;
const SUBJECT = /^[\x20-\x7e]{1,100}$/;
const TYPE = /^(String\.Array|String|Number|Binary)(\..+)?$/;
const NAME = /^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/;
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const ID = /^[\x21-\x7e]{1,128}$/;

const badValue = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

function checkAttribute(name: string, { DataType: type, StringValue, BinaryValue }: RawAttribute): MessageAttribute {
  if (!NAME.test(name) || name.length > 256 || /^(aws|amazon)\./i.test(name))
    throw badValue(`Invalid message attribute name '${name}'`);
  const kind = TYPE.exec(type ?? '')?.[1];
  if (!type || !kind) {
    throw badValue(
      type
        ? `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`
        : `The message attribute '${name}' must contain non-empty message attribute type.`,
    );
  }
  const value = kind === 'Binary' ? BinaryValue : StringValue;
  if (value === undefined || value.length === 0) {
    throw badValue(
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${kind}'.`,
    );
  }
  if (kind === 'Number' && !NUMBER.test(StringValue ?? ''))
    throw badValue(`Could not cast message attribute '${name}' value to number.`);
  return kind === 'Binary'
    ? { DataType: type, BinaryValue: Buffer.from(BinaryValue ?? []).toString('base64') }
    : { DataType: type, StringValue: StringValue ?? '' };
}

/** @throws AwsError `InvalidParameterException` */
function textsOf({ Message: text = '', MessageStructure: structure }: Published): Record<string, string> {
  if (text === '') throw invalid('Empty message');
  if (structure === undefined || structure === '') return { default: text };
  if (structure !== 'json') throw invalid('MessageStructure');
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw invalid('Message Structure - JSON message body failed to parse');
  }
  const texts = Object.entries((parsed ?? {}) as object).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const found = Object.fromEntries(texts);
  if (typeof parsed !== 'object' || found.default === undefined)
    throw invalid('Message Structure - No default entry in JSON message body');
  return found;
}

export const sizeOf = ({ Message: text = '', MessageAttributes: attributes = {} }: Published): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType = '', StringValue = '', BinaryValue }]) =>
      sum +
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      (BinaryValue?.length ?? Buffer.byteLength(StringValue)),
    Buffer.byteLength(text),
  );

/** @throws AwsError `InvalidParameterException` where group and deduplication do not fit the topic */
function checkOrder(topic: Topic, { MessageGroupId: group, MessageDeduplicationId: dedup }: Published): void {
  if (!topic.fifo) {
    if (dedup !== undefined) {
      throw invalid(
        'MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid for this topic type',
      );
    }
    return;
  }
  if (group === undefined) throw invalid('The MessageGroupId parameter is required for FIFO topics');
  if (!ID.test(group)) throw invalid('MessageGroupId Reason: can only include alphanumeric and punctuation characters');
  if (dedup !== undefined && !ID.test(dedup))
    throw invalid('MessageDeduplicationId Reason: can only include alphanumeric and punctuation characters');
  if (dedup === undefined && topic.attributes.ContentBasedDeduplication !== 'true') {
    throw invalid(
      'The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
    );
  }
}

/** The parts of a message that the request decides. @throws AwsError */
export function checkMessage(topic: Topic, request: Published): Pick<Message, 'texts' | 'attributes' | 'subject'> {
  const { Subject: subject, MessageAttributes: raw = {} } = request;
  if (subject !== undefined && (!SUBJECT.test(subject) || subject.startsWith(' '))) throw invalid('Subject');
  const texts = textsOf(request);
  if (sizeOf(request) > LARGEST_MESSAGE) throw invalid('Message too long');
  checkOrder(topic, request);
  const attributes = Object.entries(raw).map(([name, value]) => [name, checkAttribute(name, value)]);
  return { subject, texts, attributes: Object.fromEntries(attributes) };
}
