import type { Instant } from '../../core/clock.ts';
import type { Store } from '../../store/store.ts';
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

export type NewMessage = Omit<StoredMessage, 'id' | 'received' | 'firstReceived' | 'receipt'>;

interface MessageRow extends Record<string, unknown> {
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

const packed = ({ attributes, traceHeader, deadLetterSource }: NewMessage): string | null => {
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

const unpacked = (row: MessageRow): StoredMessage => {
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

export type Messages = ReturnType<typeof createMessages>;

/** The messages of all queues, in one table. */
export function createMessages(store: Store) {
  store.schema(`
    CREATE TABLE IF NOT EXISTS sqs_messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT, queue INTEGER NOT NULL, message_id TEXT NOT NULL, body TEXT NOT NULL, extra TEXT,
      sender TEXT NOT NULL, sent INTEGER NOT NULL, visible INTEGER NOT NULL, received INTEGER NOT NULL DEFAULT 0,
      first_received INTEGER, receipt TEXT, group_id TEXT, dedup_id TEXT, sequence TEXT);
    CREATE INDEX IF NOT EXISTS sqs_messages_visible ON sqs_messages (queue, visible);
    CREATE INDEX IF NOT EXISTS sqs_messages_group ON sqs_messages (queue, group_id, visible) WHERE group_id IS NOT NULL;
    CREATE TABLE IF NOT EXISTS sqs_dedup (
      queue INTEGER NOT NULL, scope TEXT NOT NULL, dedup_id TEXT NOT NULL, until INTEGER NOT NULL, message_id TEXT NOT NULL, sequence TEXT NOT NULL,
      PRIMARY KEY (queue, scope, dedup_id)) WITHOUT ROWID;`);
  const insert = store.prepare(`INSERT INTO sqs_messages
    (queue, message_id, body, extra, sender, sent, visible, group_id, dedup_id, sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const visible = store.prepare<MessageRow>(
    'SELECT * FROM sqs_messages WHERE queue = ? AND visible <= ? ORDER BY visible, id LIMIT ?',
  );
  const visibleFifo =
    store.prepare<MessageRow>(`SELECT * FROM sqs_messages m WHERE queue = ?1 AND visible <= ?2 AND NOT EXISTS (
      SELECT 1 FROM sqs_messages b WHERE b.queue = ?1 AND b.group_id = m.group_id AND b.visible > ?2 AND b.id < m.id)
    ORDER BY id LIMIT ?3`);
  const take = store.prepare(
    'UPDATE sqs_messages SET visible = ?, received = received + 1, first_received = coalesce(first_received, ?), receipt = ? WHERE id = ?',
  );
  const show = store.prepare('UPDATE sqs_messages SET visible = ? WHERE id = ?');
  const move = store.prepare(
    'UPDATE sqs_messages SET queue = ?, visible = ?, extra = ?, receipt = NULL, received = 0, first_received = NULL WHERE id = ?',
  );
  const byId = store.prepare<MessageRow>('SELECT * FROM sqs_messages WHERE id = ? AND queue = ?');
  const remove = store.prepare('DELETE FROM sqs_messages WHERE id = ? AND queue = ?');
  const removeAll = store.prepare('DELETE FROM sqs_messages WHERE queue = ?');
  const expire = store.prepare('DELETE FROM sqs_messages WHERE queue = ? AND sent <= ? AND visible <= ?');
  const soonest = store.prepare<{ visible: number | null }>(
    'SELECT min(visible) AS visible FROM sqs_messages WHERE queue = ? AND visible > ?',
  );
  const count = store.prepare<{ ready: number; flying: number; delayed: number }>(`SELECT
      count(*) FILTER (WHERE visible <= ?2) AS ready, count(*) FILTER (WHERE visible > ?2 AND received > 0) AS flying,
      count(*) FILTER (WHERE visible > ?2 AND received = 0) AS delayed FROM sqs_messages WHERE queue = ?1`);
  const oldest = store.prepare<MessageRow>('SELECT * FROM sqs_messages WHERE queue = ? ORDER BY id LIMIT ?');
  const dedup = store.prepare<{ message_id: string; sequence: string }>(
    'SELECT message_id, sequence FROM sqs_dedup WHERE queue = ? AND scope = ? AND dedup_id = ? AND until > ?',
  );
  const remember = store.prepare(
    'INSERT OR REPLACE INTO sqs_dedup (queue, scope, dedup_id, until, message_id, sequence) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forget = store.prepare('DELETE FROM sqs_dedup WHERE queue = ? AND until <= ?');

  return {
    add: (message: NewMessage): void => {
      insert.run(
        message.queue,
        message.messageId,
        message.body,
        packed(message),
        message.senderId,
        message.sent,
        message.visible,
        message.groupId ?? null,
        message.dedupId ?? null,
        message.sequence ?? null,
      );
    },
    /** What may be received now, oldest first; of a FIFO queue nothing behind a message of its group that is hidden. */
    visible: (queue: number, fifo: boolean, now: Instant, limit: number): StoredMessage[] =>
      (fifo ? visibleFifo : visible).all(queue, now, limit).map(unpacked),
    take: (id: number, until: Instant, now: Instant, receipt: string): void => void take.run(until, now, receipt, id),
    show: (id: number, when: Instant): void => void show.run(when, id),
    move: (message: StoredMessage, queue: number, when: Instant, deadLetterSource: string | undefined): void =>
      void move.run(queue, when, packed({ ...message, deadLetterSource }), message.id),
    get: (id: number, queue: number): StoredMessage | undefined => {
      const row = byId.get(id, queue);
      return row && unpacked(row);
    },
    delete: (id: number, queue: number): void => void remove.run(id, queue),
    deleteAll: (queue: number): void => void removeAll.run(queue),
    /** Removes what was sent before `before` and is not in flight at `now`. */
    expire: (queue: number, before: Instant, now: Instant): void => void expire.run(queue, before, now),
    nextVisible: (queue: number, now: Instant): Instant | undefined => soonest.get(queue, now)?.visible ?? undefined,
    counts: (queue: number, now: Instant) => count.get(queue, now) ?? { ready: 0, flying: 0, delayed: 0 },
    oldest: (queue: number, limit: number): StoredMessage[] => oldest.all(queue, limit).map(unpacked),
    /** The message that took this deduplication id within the last five minutes. */
    duplicateOf: (queue: number, scope: string, dedupId: string, now: Instant) => dedup.get(queue, scope, dedupId, now),
    rememberDedup(
      queue: number,
      scope: string,
      dedupId: string,
      until: Instant,
      messageId: string,
      sequence: string,
      now: Instant,
    ): void {
      forget.run(queue, now);
      remember.run(queue, scope, dedupId, until, messageId, sequence);
    },
  };
}
