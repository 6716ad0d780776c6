import type { Json } from '../json.ts';
import type { Cursor } from './cursor.ts';
import { type Filter, type FilterOperand, type FilterOperator, ITEM } from './filter.ts';
import { DATA, isDefinite, type Step } from './path.ts';

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const OPERATOR = /==|!=|<=|>=|<|>|(?:in|nin|contains|size|empty|subsetof|anyof|noneof)\b/y;
const KEYWORDS: readonly (readonly [string, Json])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];

/** Reads the steps of a path that stands in a filter. Given by the path parser, which needs this one in turn. */
export type ParseSteps = (cursor: Cursor) => Step[];

/** `( … )` after the `?` of a filter. @throws PathSyntaxError */
export function parseFilter(cursor: Cursor, steps: ParseSteps): Filter {
  cursor.spaces();
  cursor.expect('(');
  const filter = either(cursor, steps);
  cursor.expect(')');
  return filter;
}

const either = (cursor: Cursor, steps: ParseSteps): Filter =>
  joined(cursor, '||', 'or', () => joined(cursor, '&&', 'and', () => term(cursor, steps)));

function joined(cursor: Cursor, symbol: string, kind: 'and' | 'or', part: () => Filter): Filter {
  const first = part();
  const parts = [first];
  for (cursor.spaces(); cursor.take(symbol); cursor.spaces()) parts.push(part());
  return parts.length === 1 ? first : { kind, parts };
}

function term(cursor: Cursor, steps: ParseSteps): Filter {
  cursor.spaces();
  if (cursor.peek() === '!' && cursor.peek(1) !== '=') {
    cursor.at++;
    return { kind: 'not', part: term(cursor, steps) };
  }
  if (cursor.take('(')) {
    const inner = either(cursor, steps);
    cursor.expect(')');
    return inner;
  }
  return comparison(cursor, steps);
}

function comparison(cursor: Cursor, steps: ParseSteps): Filter {
  const left = operand(cursor, steps);
  cursor.spaces();
  const operator = cursor.match(OPERATOR);
  if (operator === '') {
    if ('path' in left) return { kind: 'exists', path: left.path };
    throw cursor.error('Expected an operator');
  }
  cursor.spaces();
  return { kind: 'compare', operator: operator as FilterOperator, left, right: operand(cursor, steps) };
}

function operand(cursor: Cursor, steps: ParseSteps): FilterOperand {
  const start = cursor.at;
  const next = cursor.peek();
  if (next !== '@' && next !== '$') return { literal: literal(cursor) };
  cursor.at++;
  const found = steps(cursor);
  const text = cursor.text.slice(start, cursor.at);
  return { path: { text, root: next === '@' ? ITEM : DATA, steps: found, definite: found.every(isDefinite) } };
}

function literal(cursor: Cursor): Json {
  const next = cursor.peek();
  if (next === "'" || next === '"') return cursor.quoted();
  if (next === '[') return array(cursor);
  const digits = cursor.match(NUMBER);
  if (digits !== '') return Number(digits);
  for (const [word, value] of KEYWORDS) if (cursor.take(word)) return value;
  throw cursor.error('Expected a value');
}

function array(cursor: Cursor): Json[] {
  cursor.expect('[');
  const items: Json[] = [];
  cursor.spaces();
  if (cursor.take(']')) return items;
  do {
    cursor.spaces();
    items.push(literal(cursor));
    cursor.spaces();
  } while (cursor.take(','));
  cursor.expect(']');
  return items;
}
