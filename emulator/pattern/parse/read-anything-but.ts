import type { Exclusion, TextOperator } from '../pattern.ts';
import { PatternError } from '../pattern-error.ts';
import { microsOf } from '../values/decimal.ts';
import type { JsonReader, Token } from './json-reader.ts';
import type { Operator } from './operator.ts';
import { tooManyElements } from './read-numeric.ts';
import { checkWildcard } from './read-text.ts';

/** An operator inside anything-but, and the error for a value that is no string. */
const INNER: ReadonlyMap<string, { readonly kind: TextOperator; readonly notString: string }> = new Map([
  [
    'equals-ignore-case',
    {
      kind: 'equals-ignore-case',
      notString: 'Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported.',
    },
  ],
  ['prefix', { kind: 'prefix', notString: 'prefix/suffix match pattern must be a string' }],
  ['suffix', { kind: 'suffix', notString: 'prefix/suffix match pattern must be a string' }],
  ['wildcard', { kind: 'wildcard', notString: 'wildcard match pattern must be a string' }],
]);

/** A value or a list of one type, or an operator with a string or a list of strings. */
export const readAnythingBut: Operator = (reader, token) => {
  const exclusions = token === '{' ? readInner(reader) : readValues(reader, checkValue(reader, token));
  if (reader.next() !== '}') tooManyElements(reader);
  return { kind: 'anything-but', exclusions };
};

function checkValue(reader: JsonReader, token: Token): Token {
  if (token !== '[' && token !== 'string' && token !== 'number') {
    reader.fail('Value of anything-but must be an array or single string/number value.');
  }
  return token;
}

function readValues(reader: JsonReader, first: Token): readonly Exclusion[] {
  const exclusions = listOf(reader, first, (token): Exclusion => {
    if (token === 'string') return { kind: 'string', text: reader.text };
    if (token === 'number') return { kind: 'number', micros: comparable(reader) };
    reader.fail('Inside anything but list, start|null|boolean is not supported.');
  });
  if (new Set(exclusions.map(({ kind }) => kind)).size !== 1) {
    reader.fail('Inside anything but list, either all values are number or string, mixed type is not supported');
  }
  return exclusions;
}

/** The number that has just been read. Unlike in a range, its error comes without a place. */
function comparable({ text }: JsonReader): number {
  const micros = microsOf(text);
  if (typeof micros !== 'number') throw new PatternError(`Cannot compare number : ${text}`);
  return micros;
}

function readInner(reader: JsonReader): readonly Exclusion[] {
  if (reader.next() !== 'name') reader.fail('Anything-But expression name not found');
  const inner = INNER.get(reader.text) ?? reader.fail(`Unsupported anything-but pattern: ${reader.text}`);
  const { kind, notString } = inner;
  const exclusions = listOf(reader, checkValue(reader, reader.next()), (token): Exclusion => {
    if (token !== 'string') reader.fail(notString);
    const { text } = reader;
    if (text === '' && (kind === 'prefix' || kind === 'suffix')) reader.fail('Null prefix/suffix not allowed');
    if (kind === 'wildcard') checkWildcard(reader, text);
    return { kind, text };
  });
  if (reader.next() !== '}') tooManyElements(reader);
  return exclusions;
}

/** One value, or all of a list. */
function listOf(reader: JsonReader, first: Token, read: (token: Token) => Exclusion): readonly Exclusion[] {
  if (first !== '[') return [read(first)];
  const exclusions: Exclusion[] = [];
  for (let token = reader.next(); token !== ']'; token = reader.next()) exclusions.push(read(token));
  return exclusions;
}
