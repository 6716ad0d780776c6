import type { JsonObject } from '../json.ts';
import { LONGEST_LINE } from './file-lines.ts';

/**
 * What a line of a file is to the workflow: an object that may be an event; a line that is none, with the reason; or
 * nothing. Events are never arrays, so the two are told apart.
 */
export type ImportValue = JsonObject | readonly [reason: string, text: string] | readonly [];

/** A line as the workflow's reader can read it: there is one for every line of the file, in its order. */
export interface ReadableLine {
  /** JSON of an `ImportValue`. */
  readonly json: string;
  /** Whether it stands so in the file. */
  readonly same: boolean;
}

/** Of a line that is no event, so many characters are told. */
const TOLD = 500;

export const NOTHING: ReadableLine = { json: '[]', same: false };

export const unreadable = (reason: string, text: string): ReadableLine => ({
  json: JSON.stringify([reason, text.slice(0, TOLD)]),
  same: false,
});

/** A line made of something else, unless that has become too long. */
export function written(value: JsonObject, text: string): ReadableLine {
  const json = JSON.stringify(value);
  const bytes = Buffer.byteLength(json);
  return bytes > LONGEST_LINE
    ? unreadable(`becomes ${bytes} bytes of JSON, and ${LONGEST_LINE} may be`, text)
    : { json, same: false };
}

export const isUnreadable = (value: ImportValue): value is readonly [reason: string, text: string] =>
  Array.isArray(value) && value.length > 0;

export const isEvent = (value: ImportValue): value is JsonObject => !Array.isArray(value);
