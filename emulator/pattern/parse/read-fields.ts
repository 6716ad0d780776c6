import type { Predicate } from '../pattern.ts';
import { PatternError } from '../pattern-error.ts';
import type { JsonReader } from './json-reader.ts';
import { readAlternatives } from './read-alternatives.ts';

type GrowingClause = Map<string, readonly Predicate[]>;

export const OR = '$or';
/** Names that no field inside `$or` may have: operators, today's and ones AWS keeps for later. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['exactly', 'equals-ignore-case', 'prefix', 'suffix', 'anything-but', 'exists', 'wildcard', 'numeric', 'cidr'],
  ...['=', '<', '<=', '>', '>=', 'regex', 'not-wildcard', 'not-equals-ignore-case'],
  ...['date-after', 'date-on-or-after', 'date-before', 'date-on-or-before', 'in-date-range'],
  ...['ip-address-in-range', 'ip-address-not-in-range'],
]);
/** Several `$or` multiply. AWS publishes no bound; this one keeps a pattern of 4,096 characters from filling the memory. */
const MOST_CLAUSES = 1_000;

/**
 * Reads the fields of the object that has just been opened, into clauses. Each `$or` multiplies the clauses so far by
 * its alternatives; a path given again, beside or inside `$or`, replaces what it said before.
 * @param withOr false: `$or` is the name of a field like any other
 */
export function readFields(reader: JsonReader, withOr: boolean): readonly GrowingClause[] {
  const clauses: GrowingClause[] = [new Map()];
  readObject(reader, clauses, [], withOr ? 'outside' : 'none');
  return clauses;
}

/** Where an object stands: inside the list of a `$or`, outside, or in a pattern that knows none. */
type Or = 'inside' | 'outside' | 'none';

function readObject(reader: JsonReader, clauses: GrowingClause[], path: readonly string[], or: Or): void {
  let empty = true;
  while (reader.next() !== '}') {
    empty = false;
    const name = reader.text;
    if (name === OR && or !== 'none') {
      readOr(reader, clauses, path);
      continue;
    }
    if (or === 'inside' && RESERVED.has(name)) {
      reader.fail(`${name} is Ruler reserved fieldName which cannot be used inside ${OR}.`);
    }
    const token = reader.next();
    if (token === '{') readObject(reader, clauses, [...path, name], or);
    else if (token === '[') {
      const alternatives = readAlternatives(reader);
      for (const clause of clauses) clause.set([...path, name].join('.'), alternatives);
    } else reader.fail(`"${name}" must be an object or an array`);
  }
  if (empty) reader.fail('Empty objects are not allowed');
}

function readOr(reader: JsonReader, clauses: GrowingClause[], path: readonly string[]): void {
  if (reader.next() !== '[') reader.fail(`It must be an Array followed with ${OR}.`);
  const before = clauses.splice(0);
  let alternatives = 0;
  for (let token = reader.next(); token !== ']'; token = reader.next()) {
    if (token !== '{') reader.fail(`Only JSON object is allowed in array of ${OR} relationship.`);
    alternatives++;
    const branch = before.map((clause) => new Map(clause));
    readObject(reader, branch, path, 'inside');
    clauses.push(...branch);
    if (clauses.length > MOST_CLAUSES) {
      throw new PatternError(`Or operator is producing over ${MOST_CLAUSES} rule combinations`);
    }
  }
  if (alternatives < 2) reader.fail(`There must have at least 2 Objects in ${OR} relationship.`);
}
