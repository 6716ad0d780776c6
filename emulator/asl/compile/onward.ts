import { oneOf } from './diagnose.ts';
import type { ObjectReader } from './read.ts';

/** Where a state goes: one of Next and End must say. */
export function onward(reader: ObjectReader): string | undefined {
  oneOf(reader.findings, reader.object, reader.location, ['Next', 'End'], true);
  const end = reader.boolean('End');
  if (end === false && !reader.has('Next')) {
    reader.findings.schema("Value of 'End' must be true where there is no 'Next'", reader.location);
  }
  return reader.text('Next');
}
