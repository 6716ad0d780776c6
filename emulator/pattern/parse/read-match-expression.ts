import type { Predicate } from '../pattern.ts';
import type { JsonReader } from './json-reader.ts';
import type { Operator } from './operator.ts';
import { readAnythingBut } from './read-anything-but.ts';
import { readCidr } from './read-cidr.ts';
import { readExists } from './read-exists.ts';
import { readNumeric } from './read-numeric.ts';
import { readAffix, readText } from './read-text.ts';

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['exactly', readText('string', 'exact')],
  ['prefix', readAffix('prefix')],
  ['suffix', readAffix('suffix')],
  ['equals-ignore-case', readText('equals-ignore-case')],
  ['wildcard', readText('wildcard')],
  ['numeric', readNumeric],
  ['anything-but', readAnythingBut],
  ['exists', readExists],
  ['cidr', readCidr],
]);

/** Reads an object in the list of a field, which has just been opened. */
export function readMatchExpression(reader: JsonReader): Predicate {
  if (reader.next() !== 'name') reader.fail('Match expression name not found');
  const operator = OPERATORS.get(reader.text) ?? reader.fail(`Unrecognized match type ${reader.text}`);
  return operator(reader, reader.next());
}
