import type { Cancel, Instant } from '../../core/clock.ts';
import { NO_RANGE, SLOTS } from './keys.ts';
import type { DynamoDbState } from './state.ts';
import { TIME_TO_LIVE } from './streams.ts';
import { placeOf, type Table } from './table.ts';
import { expiryOf, write } from './write.ts';

/** DynamoDB deletes within days of the expiry; here it is at the end of the minute, in small steps. */
const MINUTE = 60_000;
const STEP = 500;
/** What expired longer ago is taken for a mistake and kept. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-before-you-start.html */
const OLDEST = 5 * 365 * 24 * 3600;

/** Deletes items when their time has run out. */
export interface Expiry {
  /** An item expires at that time (seconds since 1970). */
  expect(seconds: number): void;
  start(): void;
  stop(): void;
}

/** Writes down anew when each item of a table expires, after the setting has changed. Joins the open transaction. */
export function restamp(state: DynamoDbState, table: Table): void {
  for (const item of [...state.items.scan(table.id, SLOTS, { slot: -1, hash: NO_RANGE, range: NO_RANGE })]) {
    const place = placeOf(table.keys, item);
    const expires = expiryOf(table, item);
    if (place) state.items.setExpiry(table.id, place, expires);
    if (expires !== undefined) state.expiry.expect(expires);
  }
}

function sweep(state: DynamoDbState, tables: readonly Table[], now: Instant): void {
  const seconds = Math.floor(now / 1000);
  for (const table of tables) {
    for (const before of state.items.expired(table.id, seconds - OLDEST, seconds, STEP)) {
      const place = placeOf(table.keys, before);
      if (place) write(state, { table, place, before, after: undefined, by: TIME_TO_LIVE }, now);
    }
  }
}

/** @param state asked for late: the state holds this very object */
export function createExpiry(clock: DynamoDbState['deps']['clock'], state: () => DynamoDbState): Expiry {
  let cancel: Cancel = () => {};
  let armed = Number.POSITIVE_INFINITY;
  const arm = (when: Instant): void => {
    if (when >= armed) return;
    cancel();
    armed = when;
    cancel = clock.at(when, tick);
  };
  const expect = (seconds: number): void => {
    if (seconds > clock.now() / 1000 - OLDEST) arm((Math.floor((seconds * 1000) / MINUTE) + 1) * MINUTE);
  };
  const next = (tables: readonly Table[]): void => {
    const oldest = Math.floor(clock.now() / 1000) - OLDEST;
    for (const { id } of tables) {
      const seconds = state().items.nextExpiry(id, oldest);
      if (seconds !== undefined) expect(seconds);
    }
  };
  const living = (): Table[] =>
    state()
      .tables.values()
      .filter(({ timeToLive }) => timeToLive !== undefined);
  const tick = (): void => {
    armed = Number.POSITIVE_INFINITY;
    const tables = living();
    sweep(state(), tables, clock.now());
    next(tables);
  };
  return { expect, start: () => next(living()), stop: () => cancel() };
}
