import { PatternSyntaxError } from '../pattern-error.ts';
import { JsonReader } from './json-reader.ts';

/**
 * Where a text stops being JSON, as Jackson names the place: `[Source: (String)"…"; line: 1, column: 8]`.
 * @returns undefined where the text is one JSON value
 */
export function jsonFault(text: string): string | undefined {
  try {
    readValue(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof PatternSyntaxError)) throw error;
    return error.place;
  }
}

function readValue(text: string): void {
  const reader = new JsonReader(text);
  let depth = 0;
  do {
    const token = reader.next();
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    else if (token === 'end') reader.fail('No content to map due to end-of-input');
  } while (depth > 0);
  reader.end();
}
