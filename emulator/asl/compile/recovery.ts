import type { Catcher, Recovery, Retrier } from '../definition.ts';
import { MAX_SECONDS } from '../limits.ts';
import { compileAssign, given, jsonataOnly, jsonPathOnly } from './flow.ts';
import type { FieldRules, ObjectReader } from './read.ts';
import { resultPathField } from './reference.ts';
import { jsonataField } from './values.ts';

const RETRIER: FieldRules = {
  ErrorEquals: { required: true },
  IntervalSeconds: {},
  MaxAttempts: {},
  BackoffRate: {},
  MaxDelaySeconds: {},
  JitterStrategy: {},
  Comment: {},
};
const CATCHER: FieldRules = {
  ErrorEquals: { required: true },
  Next: { required: true },
  Assign: {},
  Comment: {},
  ...jsonPathOnly('ResultPath'),
  ...jsonataOnly('Output'),
};
const MAX_DELAY = 31_622_399;

/** Retry and Catch of a Task, Parallel or Map. */
export function compileRecovery(reader: ObjectReader): Recovery {
  const retriers = reader.readers('Retry');
  const catchers = reader.readers('Catch');
  return {
    retry: retriers.map((retrier, i) => compileRetrier(retrier, i === retriers.length - 1)),
    catch: catchers.map((catcher, i) => compileCatcher(catcher, reader.location, i === catchers.length - 1)),
  };
}

function compileRetrier(reader: ObjectReader, last: boolean): Retrier {
  reader.checkFields(RETRIER);
  const intervalSeconds = reader.integer('IntervalSeconds', 1, MAX_SECONDS) ?? 1;
  const maxDelaySeconds = reader.integer('MaxDelaySeconds', 1, MAX_DELAY);
  if (maxDelaySeconds !== undefined && maxDelaySeconds <= intervalSeconds) {
    reader.fail('MaxDelaySeconds', 'MaxDelaySeconds must be greater than IntervalSeconds');
  }
  return {
    errorEquals: errorNames(reader, last),
    intervalSeconds,
    maxAttempts: reader.integer('MaxAttempts', 0, MAX_SECONDS) ?? 3,
    backoffRate: reader.float('BackoffRate', 1, Number.MAX_VALUE) ?? 2,
    ...given('maxDelaySeconds', maxDelaySeconds),
    jitter: reader.choice('JitterStrategy', ['FULL', 'NONE'] as const) ?? 'NONE',
  };
}

function compileCatcher(reader: ObjectReader, state: string, last: boolean): Catcher {
  reader.checkFields(CATCHER);
  const fields = ['input', 'context', 'errorOutput'] as const;
  const jsonata = reader.language === 'JSONata';
  return {
    errorEquals: errorNames(reader, last),
    next: reader.text('Next') ?? '',
    ...(jsonata
      ? given('output', jsonataField(reader, 'Output', state, fields))
      : given('resultPath', resultPathField(reader))),
    ...compileAssign(reader, state, fields),
  };
}

/** ErrorEquals: States.ALL stands alone, in the last of the list. */
function errorNames(reader: ObjectReader, last: boolean): readonly string[] {
  const names = reader.texts('ErrorEquals') ?? [];
  if (reader.array('ErrorEquals')?.length === 0) {
    reader.fail('ErrorEquals', 'Array must have at least 1 item');
  }
  names.forEach((name, i) => {
    if (name === 'States.ALL' && (names.length > 1 || !last)) {
      reader.fail(`ErrorEquals[${i}]`, 'States.ALL must appear alone and at end of list');
    }
  });
  return names;
}
