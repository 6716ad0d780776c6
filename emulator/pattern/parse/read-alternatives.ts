import type { Predicate } from '../pattern.ts';
import { comparableMicros } from '../values/decimal.ts';
import type { JsonReader, Token } from './json-reader.ts';
import { readMatchExpression } from './read-match-expression.ts';

/** Reads the list of a field, which has just been opened. */
export function readAlternatives(reader: JsonReader): readonly Predicate[] {
  const alternatives: Predicate[] = [];
  for (let token = reader.next(); token !== ']'; token = reader.next()) {
    alternatives.push(token === '{' ? readMatchExpression(reader) : exactValue(reader, token));
  }
  if (alternatives.length === 0) reader.fail('Empty arrays are not allowed');
  return alternatives;
}

function exactValue(reader: JsonReader, token: Token): Predicate {
  if (token === 'string') return { kind: 'string', text: reader.text };
  if (token === 'number') return exactNumber(reader.text);
  if (token !== 'true' && token !== 'false' && token !== 'null') {
    reader.fail('Match value must be String, number, true, false, or null');
  }
  return { kind: 'literal', text: token };
}

/** A number outside what EventBridge compares, an account id for instance, is matched as it is written. */
function exactNumber(text: string): Predicate {
  const micros = comparableMicros(text);
  return Number.isNaN(micros) ? { kind: 'literal', text } : { kind: 'number', micros };
}
