import { MalformedBodyError } from '../errors.ts';
import { isObject } from '../json.ts';
import { parseJson } from '../validation/parse-json.ts';
import type { FileLine } from './file-lines.ts';
import { NOTHING, type ReadableLine, unreadable } from './readable-line.ts';

function readable({ text, fault }: FileLine): ReadableLine {
  if (fault !== undefined) return unreadable(fault, text);
  if (text.trim() === '') return NOTHING;
  try {
    return isObject(parseJson(text)) ? { json: text, same: true } : unreadable('is no JSON object', text);
  } catch (error) {
    if (!(error instanceof MalformedBodyError)) throw error;
    const { cause, message } = error;
    return unreadable(cause instanceof Error ? `is not JSON: ${cause.message}` : `can be no event. ${message}`, text);
  }
}

/** JSON lines: an event in each. Blank lines are nothing. */
export async function* jsonLines(lines: AsyncIterable<FileLine>): AsyncGenerator<ReadableLine> {
  for await (const line of lines) yield readable(line);
}
