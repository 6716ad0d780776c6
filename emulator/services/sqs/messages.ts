import type { Instant } from '../../core/clock.ts';
import { insertMany } from '../../store/insert-many.ts';
import type { SqlValue, Store } from '../../store/store.ts';
import { createBodies } from './bodies.ts';
import { type MessageRow, type NewMessage, packed, type StoredMessage, unpacked } from './stored-message.ts';

export type Messages = ReturnType<typeof createMessages>;

const COLUMNS = `m.id, m.queue, m.message_id, coalesce(m.body, b.body) AS body, m.extra, m.sender, m.sent, m.visible,
  m.received, m.first_received, m.receipt, m.group_id, m.dedup_id, m.sequence`;
const INSERTED = 'id queue message_id body body_id extra sender sent visible group_id dedup_id sequence'.split(' ');
const FROM = 'FROM sqs_messages m LEFT JOIN sqs_bodies b ON b.id = m.body_id';

/**
 * The messages of all queues, in one table.
 * @param firstId above every id that was ever given out: receipts hold ids, so none may come again
 */
export function createMessages(store: Store, firstId: number) {
  store.schema(`
    CREATE TABLE IF NOT EXISTS sqs_messages (
      id INTEGER PRIMARY KEY, queue INTEGER NOT NULL, message_id TEXT NOT NULL, body TEXT, body_id INTEGER, extra TEXT,
      sender TEXT NOT NULL, sent INTEGER NOT NULL, visible INTEGER NOT NULL, received INTEGER NOT NULL DEFAULT 0,
      first_received INTEGER, receipt TEXT, group_id TEXT, dedup_id TEXT, sequence TEXT);
    CREATE INDEX IF NOT EXISTS sqs_messages_visible ON sqs_messages (queue, visible, received);
    CREATE INDEX IF NOT EXISTS sqs_messages_group ON sqs_messages (queue, group_id, visible) WHERE group_id IS NOT NULL;
    CREATE TABLE IF NOT EXISTS sqs_dedup (
      queue INTEGER NOT NULL, scope TEXT NOT NULL, dedup_id TEXT NOT NULL, until INTEGER NOT NULL, message_id TEXT NOT NULL, sequence TEXT NOT NULL,
      PRIMARY KEY (queue, scope, dedup_id)) WITHOUT ROWID;`);
  const bodies = createBodies(store);
  const insert = insertMany(store, 'sqs_messages', INSERTED);
  const visible = store.prepare<MessageRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE m.queue = ? AND m.visible <= ? ORDER BY m.visible, m.received, m.id LIMIT ?`,
  );
  const visibleFifo =
    store.prepare<MessageRow>(`SELECT ${COLUMNS} ${FROM} WHERE m.queue = ?1 AND m.visible <= ?2 AND NOT EXISTS (
      SELECT 1 FROM sqs_messages h WHERE h.queue = ?1 AND h.group_id = m.group_id AND h.visible > ?2 AND h.id < m.id)
    ORDER BY m.id LIMIT ?3`);
  const take = store.prepare(
    'UPDATE sqs_messages SET visible = ?, received = received + 1, first_received = coalesce(first_received, ?), receipt = ? WHERE id = ?',
  );
  const show = store.prepare('UPDATE sqs_messages SET visible = ? WHERE id = ?');
  const move = store.prepare(
    'UPDATE sqs_messages SET queue = ?, visible = ?, extra = ?, receipt = NULL, received = 0, first_received = NULL WHERE id = ?',
  );
  const byId = store.prepare<MessageRow>(`SELECT ${COLUMNS} ${FROM} WHERE m.id = ? AND m.queue = ?`);
  const remove = store.prepare<{ body_id: number | null }>(
    'DELETE FROM sqs_messages WHERE id = ? AND queue = ? RETURNING body_id',
  );
  const removeAll = store.prepare<{ body_id: number | null }>(
    'DELETE FROM sqs_messages WHERE queue = ? RETURNING body_id',
  );
  const expire = store.prepare<{ body_id: number | null }>(
    'DELETE FROM sqs_messages WHERE queue = ? AND sent <= ? AND visible <= ? RETURNING body_id',
  );
  const earliest = store.prepare<{ sent: number | null }>('SELECT min(sent) AS sent FROM sqs_messages WHERE queue = ?');
  const soonest = store.prepare<{ visible: number | null }>(
    'SELECT min(visible) AS visible FROM sqs_messages WHERE queue = ? AND visible > ?',
  );
  const count = store.prepare<{ ready: number; flying: number; delayed: number }>(`SELECT
      count(*) FILTER (WHERE visible <= ?2) AS ready, count(*) FILTER (WHERE visible > ?2 AND received > 0) AS flying,
      count(*) FILTER (WHERE visible > ?2 AND received = 0) AS delayed FROM sqs_messages WHERE queue = ?1`);
  const oldest = store.prepare<MessageRow>(`SELECT ${COLUMNS} ${FROM} WHERE m.queue = ? ORDER BY m.id LIMIT ?`);
  const dedup = store.prepare<{ message_id: string; sequence: string }>(
    'SELECT message_id, sequence FROM sqs_dedup WHERE queue = ? AND scope = ? AND dedup_id = ? AND until > ?',
  );
  const remember = store.prepare(
    'INSERT OR REPLACE INTO sqs_dedup (queue, scope, dedup_id, until, message_id, sequence) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const forget = store.prepare('DELETE FROM sqs_dedup WHERE queue = ? AND until <= ?');

  let nextId = firstId;
  /** By queue, when the message that has been there longest was sent: before it expires nothing has to be looked for. */
  const oldestSent = new Map<number, Instant>();
  const seen = (queue: number, sent: Instant): void => {
    const known = oldestSent.get(queue);
    if (known !== undefined && sent < known) oldestSent.set(queue, sent);
  };

  return {
    add(messages: readonly NewMessage[]): void {
      const values: SqlValue[] = [];
      for (const message of messages) {
        const id = nextId++;
        const bodyId = bodies.keep(message.body, message.facts, id);
        seen(message.queue, message.sent);
        values.push(
          id,
          message.queue,
          message.messageId,
          bodyId === undefined ? message.body : null,
          bodyId ?? null,
          packed(message),
          message.senderId,
          message.sent,
          message.visible,
          message.groupId ?? null,
          message.dedupId ?? null,
          message.sequence ?? null,
        );
      }
      bodies.write();
      insert(values);
    },
    /** What may be received now, oldest first; of a FIFO queue nothing behind a message of its group that is hidden. */
    visible: (queue: number, fifo: boolean, now: Instant, limit: number): StoredMessage[] =>
      (fifo ? visibleFifo : visible).all(queue, now, limit).map(unpacked),
    take: (id: number, until: Instant, now: Instant, receipt: string): void => void take.run(until, now, receipt, id),
    show: (id: number, when: Instant): void => void show.run(when, id),
    move(message: StoredMessage, queue: number, when: Instant, deadLetterSource: string | undefined): void {
      seen(queue, message.sent);
      move.run(queue, when, packed({ ...message, deadLetterSource }), message.id);
    },
    get: (id: number, queue: number): StoredMessage | undefined => {
      const row = byId.get(id, queue);
      return row && unpacked(row);
    },
    delete: (id: number, queue: number): void => bodies.release(remove.change(id, queue)),
    deleteAll: (queue: number): void => bodies.release(removeAll.change(queue)),
    /** Removes what was sent before `before` and is not in flight at `now`. */
    expire(queue: number, before: Instant, now: Instant): void {
      const known = oldestSent.get(queue);
      if (known !== undefined && known > before) return;
      bodies.release(expire.change(queue, before, now));
      oldestSent.set(queue, earliest.get(queue)?.sent ?? Number.POSITIVE_INFINITY);
    },
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
