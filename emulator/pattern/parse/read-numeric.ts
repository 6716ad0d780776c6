import type { Predicate } from '../pattern.ts';
import { microsOf } from '../values/decimal.ts';
import type { JsonReader, Token } from './json-reader.ts';
import type { Operator } from './operator.ts';

/** The ends of all ranges: the numbers EventBridge compares, in millionths. */
const LOWEST = -5e15;
const HIGHEST = 5e15;

type Bound = '=' | '<' | '<=' | '>' | '>=';
const BOUNDS: ReadonlySet<string> = new Set<Bound>(['=', '<', '<=', '>', '>=']);
const isBound = (text: string): text is Bound => BOUNDS.has(text);

/** `["=", 5]`, `["<", 5]`, or a range of which the lower end comes first: `[">", 0, "<=", 5]`. */
export const readNumeric: Operator = (reader, token) => {
  if (token !== '[') reader.fail('Value of numeric must be an array.');
  const predicate = readExpression(reader);
  if (reader.next() !== '}') tooManyElements(reader);
  return predicate;
};

export function tooManyElements(reader: JsonReader): never {
  reader.fail('Too many elements in numeric expression');
}

function readExpression(reader: JsonReader): Predicate {
  if (reader.next() !== 'string') reader.fail(`Invalid member in numeric match: ${reader.text}`);
  const operator = reader.text;
  const token = reader.next();
  if (!isBound(operator)) reader.fail(`Unrecognized numeric range operator: ${operator}`);
  if (operator === '>' || operator === '>=') return readRange(reader, token, operator);
  const micros = readMicros(reader, token, operator);
  if (reader.next() !== ']') tooManyElements(reader);
  if (operator === '=') return { kind: 'number', micros };
  return { kind: 'range', low: LOWEST, high: operator === '<' ? micros - 1 : micros };
}

function readRange(reader: JsonReader, first: Token, operator: '>' | '>='): Predicate {
  const bottom = readMicros(reader, first, operator);
  const low = operator === '>' ? bottom + 1 : bottom;
  const token = reader.next();
  if (token === ']') return { kind: 'range', low, high: HIGHEST };
  if (token !== 'string') reader.fail(`Bad value in numeric range: ${reader.text}`);
  const upper = reader.text;
  if (upper !== '<' && upper !== '<=') reader.fail(`Bad numeric range operator: ${upper}`);
  const top = readMicros(reader, reader.next(), upper);
  if (reader.next() !== ']') reader.fail('Too many terms in numeric range expression');
  if (bottom >= top) reader.fail('Bottom must be less than top');
  return { kind: 'range', low, high: upper === '<' ? top - 1 : top };
}

function readMicros(reader: JsonReader, token: Token, operator: Bound): number {
  if (token !== 'number') reader.fail(`Value of ${operator === '=' ? 'equals' : operator} must be numeric`);
  return readComparable(reader);
}

/** The number that has just been read, in millionths. */
function readComparable(reader: JsonReader): number {
  const micros = microsOf(reader.text);
  if (micros === 'too-large') reader.fail('Value must be between -5.0E9 and 5.0E9, inclusive');
  if (micros === 'too-fine')
    reader.fail(`Only values upto 6 decimals are supported${Number(reader.text)} ${reader.text}`);
  return micros;
}
