import type { Pattern } from '../pattern.ts';
import { checkComplexity } from './check-complexity.ts';
import { JsonReader } from './json-reader.ts';
import { readFields } from './read-fields.ts';

/**
 * Reads an event pattern.
 * @throws PatternError with AWS's wording. The rules and their order are those of AWS's open-source
 * event-ruler (https://github.com/aws/event-ruler), which EventBridge runs.
 */
export function parsePattern(text: string): Pattern {
  const reader = new JsonReader(text);
  if (reader.next() !== '{') reader.fail('Filter is not an object');
  const clauses = readFields(reader);
  reader.end();
  checkComplexity(clauses);
  return { clauses };
}
