import { InvalidInputError } from '../errors.ts';
import { parseCursor, writeCursor } from '../http/cursor.ts';
import type { Subscription, Subscriptions } from './subscription.ts';

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

export const DEFAULT_LIMIT = 20;
export const MOST_LIMIT = 50;

/** @throws InvalidInputError */
export function readLimit(text: string | undefined): number {
  const limit = text === undefined ? DEFAULT_LIMIT : Number(text);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_LIMIT) return limit;
  throw new InvalidInputError('The limit is wrong.', [
    { pointer: '?limit', detail: `must be a whole number from 1 to ${MOST_LIMIT}` },
  ]);
}

/** @throws InvalidInputError for a limit or a cursor that is none */
export async function listSubscriptions(
  tenant: string,
  { limit: limitText, cursor }: { readonly limit: string | undefined; readonly cursor: string | undefined },
  subscriptions: Pick<Subscriptions, 'list'>,
): Promise<Page<Subscription>> {
  const limit = readLimit(limitText);
  const after = cursor === undefined ? undefined : parseCursor(cursor);
  const found = await subscriptions.list(tenant, limit + 1, after);
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return found.length > limit && last ? { items, next: writeCursor(last.id) } : { items };
}
