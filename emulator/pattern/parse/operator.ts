import type { Predicate } from '../pattern.ts';
import type { JsonReader, Token } from './json-reader.ts';

/** Reads the value of an operator, whose first token is `token`, and the end of the operator's object. */
export type Operator = (reader: JsonReader, token: Token) => Predicate;

/** @throws PatternError where the object has another key */
export function closeExpression(reader: JsonReader): void {
  if (reader.next() !== '}') reader.fail('Only one key allowed in match expression');
}
