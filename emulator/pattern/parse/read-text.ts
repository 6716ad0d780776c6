import type { TextOperator } from '../pattern.ts';
import type { JsonReader } from './json-reader.ts';
import { closeExpression, type Operator } from './operator.ts';

/** An operator whose value is one string. @param name as the error calls it */
export const readText =
  (kind: TextOperator, name: string = kind): Operator =>
  (reader, token) => {
    if (token !== 'string') reader.fail(`${name} match pattern must be a string`);
    const { text } = reader;
    if (kind === 'wildcard') checkWildcard(reader, text);
    closeExpression(reader);
    return { kind, text };
  };

/** prefix and suffix: a string, or one compared ignoring case. */
export const readAffix =
  (kind: 'prefix' | 'suffix'): Operator =>
  (reader, token) => {
    if (token !== '{') return readText(kind)(reader, token);
    if (reader.next() !== 'name') {
      reader.fail(`${kind === 'prefix' ? 'Prefix' : 'Suffix'} expression name not found`);
    }
    if (reader.text !== 'equals-ignore-case') reader.fail(`Unsupported ${kind} pattern: ${reader.text}`);
    const predicate = readText(`${kind}-ignore-case`, 'equals-ignore-case')(reader, reader.next());
    closeExpression(reader);
    return predicate;
  };

/**
 * Stars may not follow one another, and only stars and backslashes may be escaped.
 * AWS counts positions in bytes, the quote before the text being number 0.
 */
export function checkWildcard(reader: JsonReader, text: string): void {
  const bytes = Buffer.from(`"${text}"`);
  const star = 0x2a;
  const backslash = 0x5c;
  for (let at = 0; at < bytes.length; at++) {
    const following = bytes[at + 1];
    if (bytes[at] === star && following === star) reader.fail(`Consecutive wildcard characters at pos ${at}`);
    if (bytes[at] !== backslash) continue;
    if (following !== star && following !== backslash) reader.fail(`Invalid escape character at pos ${at}`);
    at++;
  }
}
