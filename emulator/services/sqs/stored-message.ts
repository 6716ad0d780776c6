import type { Instant } from '../../core/clock.ts';
import type { BodyFacts } from './body-facts.ts';
import type { AttributeValue } from './md5.ts';

/** A message as it is stored. Times are instants. */
export interface StoredMessage {
  readonly id: number;
  readonly queue: number;
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, AttributeValue>> | undefined;
  readonly traceHeader: string | undefined;
  readonly senderId: string;
  readonly sent: Instant;
  /** When it may be received, next or for the first time. */
  readonly visible: Instant;
  readonly received: number;
  readonly firstReceived: Instant | undefined;
  readonly receipt: string | undefined;
  readonly groupId: string | undefined;
  readonly dedupId: string | undefined;
  readonly sequence: string | undefined;
  /** The queue that gave it up, in a dead letter queue. */
  readonly deadLetterSource: string | undefined;
}

export interface NewMessage extends Omit<StoredMessage, 'id' | 'received' | 'firstReceived' | 'receipt'> {
  readonly facts: BodyFacts;
}

/** A row of `sqs_messages`, with its body. */
export interface MessageRow extends Record<string, unknown> {
  id: number;
  queue: number;
  message_id: string;
  body: string;
  extra: string | null;
  sender: string;
  sent: number;
  visible: number;
  received: number;
  first_received: number | null;
  receipt: string | null;
  group_id: string | null;
  dedup_id: string | null;
  sequence: string | null;
}

interface Extra {
  attributes?: Record<string, { DataType: string | undefined; StringValue?: string | undefined; base64?: string }>;
  traceHeader?: string;
  deadLetterSource?: string;
}

/** What few messages have, in one column. */
export const packed = ({
  attributes,
  traceHeader,
  deadLetterSource,
}: Pick<StoredMessage, keyof Extra>): string | null => {
  if (!attributes && traceHeader === undefined && deadLetterSource === undefined) return null;
  const extra: Extra = {};
  if (attributes) {
    extra.attributes = Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        { DataType, StringValue, ...(BinaryValue ? { base64: Buffer.from(BinaryValue).toString('base64') } : {}) },
      ]),
    );
  }
  if (traceHeader !== undefined) extra.traceHeader = traceHeader;
  if (deadLetterSource !== undefined) extra.deadLetterSource = deadLetterSource;
  return JSON.stringify(extra);
};

export const unpacked = (row: MessageRow): StoredMessage => {
  const extra = (row.extra === null ? {} : JSON.parse(row.extra)) as Extra;
  const attributes =
    extra.attributes &&
    Object.fromEntries(
      Object.entries(extra.attributes).map(([name, { base64, ...value }]) => [
        name,
        base64 === undefined ? value : { ...value, BinaryValue: new Uint8Array(Buffer.from(base64, 'base64')) },
      ]),
    );
  return {
    id: row.id,
    queue: row.queue,
    messageId: row.message_id,
    body: row.body,
    attributes,
    traceHeader: extra.traceHeader,
    deadLetterSource: extra.deadLetterSource,
    senderId: row.sender,
    sent: row.sent,
    visible: row.visible,
    received: row.received,
    firstReceived: row.first_received ?? undefined,
    receipt: row.receipt ?? undefined,
    groupId: row.group_id ?? undefined,
    dedupId: row.dedup_id ?? undefined,
    sequence: row.sequence ?? undefined,
  };
};
