import { insertMany } from '../../store/insert-many.ts';
import type { Store } from '../../store/store.ts';
import { createBodyCounts } from './body-counts.ts';
import type { BodyFacts } from './body-facts.ts';

/** Shorter bodies stay with their message. */
const SHORTEST = 256;

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
  const insert = insertMany(store, 'sqs_bodies', ['id', 'body']);
  const drop = store.prepare('DELETE FROM sqs_bodies WHERE id = ?');
  const counted = store.prepare<{ id: number; n: number }>(
    'SELECT body_id AS id, count(*) AS n FROM sqs_messages WHERE body_id IS NOT NULL GROUP BY body_id HAVING n > 1',
  );
  /** Of the bodies that more than one message has: counted at the start, then kept up. */
  const shared = createBodyCounts();
  for (const { id, n } of counted.iterate()) shared.set(id, n);
  /** Bodies that were kept in this era are still there. */
  let era = {};
  const forget = (): void => {
    era = {};
  };
  const fresh: (number | string)[] = [];

  const add = (id: number, difference: number): void => {
    const count = (shared.get(id) || 1) + difference;
    shared.set(id, count > 1 ? count : 0);
  };
  const change = (id: number, difference: number): void => {
    add(id, difference);
    store.onRollback(() => add(id, -difference));
  };

  return {
    /**
     * The body is there once `write` has been called.
     * @param id for the body, if it is new @returns the body's id, or undefined where it stays with the message
     */
    keep(body: string, facts: BodyFacts, id: number): number | undefined {
      if (body.length < SHORTEST) return undefined;
      if (facts.kept?.era === era) {
        change(facts.kept.id, 1);
        return facts.kept.id;
      }
      fresh.push(id, body);
      facts.kept = { id, era };
      store.onRollback(forget);
      return id;
    },
    write: (): void => insert(fresh.splice(0)),
    /** To be called with the rows of messages that were deleted. */
    release(messages: readonly Released[]): void {
      for (const { body_id: id } of messages) {
        if (id === null) continue;
        if (shared.get(id) > 1) change(id, -1);
        else {
          drop.run(id);
          forget();
        }
      }
    },
  };
}
