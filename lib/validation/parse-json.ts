import { MalformedBodyError } from '../errors.ts';
import type { Json } from '../json.ts';

/** Deeper than any event of ours, and than what a stack or a pattern engine minds. */
export const DEEPEST = 64;

/** Refuses depth before `JSON.parse` or a validator would recurse into it. */
function checkDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (inString) {
      if (char === 0x5c) index++;
      else if (char === 0x22) inString = false;
    } else if (char === 0x22) inString = true;
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > DEEPEST) throw new MalformedBodyError(`The body is nested more than ${DEEPEST} levels deep.`);
    } else if (char === 0x7d || char === 0x5d) depth--;
  }
}

/** Not Object.prototype's business, nor any event's: code downstream that merges objects would be poisoned. */
function refusePrototypeKeys(this: unknown, key: string, value: unknown): unknown {
  if (key === '__proto__') throw new MalformedBodyError('The body has the key "__proto__", which no event may have.');
  return value;
}

/**
 * A body's JSON value.
 * @throws MalformedBodyError
 */
export function parseJson(text: string): Json {
  checkDepth(text);
  try {
    // The reviver costs a call per member, so it runs only where the key can be (it may be written with escapes).
    return text.includes('__proto__') || text.includes('\\u00')
      ? JSON.parse(text, refusePrototypeKeys)
      : JSON.parse(text);
  } catch (cause) {
    if (cause instanceof MalformedBodyError) throw cause;
    throw new MalformedBodyError('The body is not JSON.', { cause });
  }
}
