import type { Store } from '../../store/store.ts';

/** Shorter bodies stay with their message. */
const SHORTEST = 256;
/** Bodies remembered to be shared. */
const MOST_RECENT = 512;

interface Released {
  readonly body_id: number | null;
}

/**
 * Message bodies, apart from their messages: one event is mostly sent to several queues, and a message that is
 * received and hidden must not be written anew with its body. A body goes with the last message that has it.
 * To be made when the table of messages is there.
 */
export function createBodies(store: Store) {
  store.schema('CREATE TABLE IF NOT EXISTS sqs_bodies (id INTEGER PRIMARY KEY, body TEXT NOT NULL);');
  const insert = store.prepare('INSERT INTO sqs_bodies (id, body) VALUES (?, ?)');
  const drop = store.prepare('DELETE FROM sqs_bodies WHERE id = ?');
  const counted = store.prepare<{ id: number; n: number }>(
    'SELECT body_id AS id, count(*) AS n FROM sqs_messages WHERE body_id IS NOT NULL GROUP BY body_id HAVING n > 1',
  );
  /** How many messages have a body, of those that more than one has: counted at the start, then kept up. */
  const shared = new Map<number, number>();
  for (const { id, n } of counted.iterate()) shared.set(id, n);
  /** Ids of bodies that were kept last and are still there. */
  const recent = new Map<string, number>();
  const forget = (): void => recent.clear();

  const add = (id: number, difference: number): void => {
    const count = (shared.get(id) ?? 1) + difference;
    if (count > 1) shared.set(id, count);
    else shared.delete(id);
  };
  const change = (id: number, difference: number): void => {
    add(id, difference);
    store.onRollback(() => add(id, -difference));
  };

  return {
    /** @param id for the body, if it is new @returns the body's id, or undefined where it stays with the message */
    keep(body: string, id: number): number | undefined {
      if (body.length < SHORTEST) return undefined;
      const known = recent.get(body);
      if (known !== undefined) {
        change(known, 1);
        return known;
      }
      insert.run(id, body);
      if (recent.size >= MOST_RECENT) forget();
      recent.set(body, id);
      store.onRollback(forget);
      return id;
    },
    /** To be called with the rows of messages that were deleted. */
    release(messages: readonly Released[]): void {
      for (const { body_id: id } of messages) {
        if (id === null) continue;
        if (shared.has(id)) change(id, -1);
        else {
          drop.run(id);
          forget();
        }
      }
    },
  };
}
