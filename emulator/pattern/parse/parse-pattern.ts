import type { Clause, Pattern } from '../pattern.ts';
import { PatternSyntaxError } from '../pattern-error.ts';
import { checkComplexity } from './check-complexity.ts';
import { JsonReader } from './json-reader.ts';
import { OR, readFields } from './read-fields.ts';

/**
 * Reads an event pattern.
 * @throws PatternError with AWS's wording. The rules and their order are those of AWS's open-source
 * event-ruler (https://github.com/aws/event-ruler), which EventBridge runs.
 */
export function parsePattern(text: string): Pattern {
  const clauses = readPattern(text);
  checkComplexity(clauses);
  return { clauses };
}

/**
 * What does not read with `$or` as an alternative of objects is read once more with `$or` as the name of a field, as
 * it was before there was the other; it is the second reading whose error is told.
 * https://github.com/aws/event-ruler#the-backward-compatibility-of-using-or-as-filed-name-in-the-rule
 */
function readPattern(text: string): readonly Clause[] {
  try {
    return readClauses(text, true);
  } catch (error) {
    if (!(error instanceof PatternSyntaxError) || !text.includes(OR)) throw error;
    return readClauses(text, false);
  }
}

function readClauses(text: string, withOr: boolean): readonly Clause[] {
  const reader = new JsonReader(text);
  if (reader.next() !== '{') reader.fail('Filter is not an object');
  const clauses = readFields(reader, withOr);
  reader.end();
  return clauses;
}
