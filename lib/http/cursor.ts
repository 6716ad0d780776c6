import { InvalidInputError } from '../errors.ts';

const PREFIX = 'after:';

/** Where a page ended, for whoever sends it back. Opaque, so that what it is made of may change. */
export const writeCursor = (after: string): string => Buffer.from(`${PREFIX}${after}`).toString('base64url');

/** @throws InvalidInputError for what `writeCursor` did not write */
export function parseCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  const after = text.slice(PREFIX.length);
  if (text.startsWith(PREFIX) && after !== '' && writeCursor(after) === cursor) return after;
  throw new InvalidInputError('The cursor is none of ours.', [
    { pointer: '?cursor', detail: 'must be what the previous page gave as "next"' },
  ]);
}
