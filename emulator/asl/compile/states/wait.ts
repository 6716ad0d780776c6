import type { WaitState, WaitUntil } from '../../definition.ts';
import type { Json } from '../../json.ts';
import { unexpectedType } from '../../jsonata/compile-jsonata.ts';
import { MAX_SECONDS } from '../../limits.ts';
import type { Path } from '../../paths/path.ts';
import { findPath } from '../../paths/read-path.ts';
import { rootOf } from '../../paths/select.ts';
import type { Expression } from '../../scope.ts';
import { StatesError } from '../../states-error.ts';
import { parseTimestamp } from '../../timestamp.ts';
import type { StateSource } from '../context.ts';
import { oneOf } from '../diagnose.ts';
import { ASSIGN, COMMON, compileAssign, compileFlow, jsonPathOnly, ONWARD, PATHS, statesFields } from '../flow.ts';
import { constant, type NumberRule, numberField } from '../number-field.ts';
import { onward } from '../onward.ts';
import type { FieldRules, ObjectReader } from '../read.ts';
import { referenceField } from '../reference.ts';
import { holdsJsonata, jsonataField } from '../values.ts';

const UNTIL = ['Seconds', 'Timestamp', 'SecondsPath', 'TimestampPath'];
const FIELDS: FieldRules = {
  ...COMMON,
  ...PATHS,
  ...ONWARD,
  ...ASSIGN,
  Seconds: {},
  Timestamp: {},
  ...jsonPathOnly('SecondsPath', 'TimestampPath'),
};

/** AWS's words for a SecondsPath that finds nothing, and for one that finds no whole number. */
const SECONDS: NumberRule = {
  least: 0,
  most: MAX_SECONDS,
  wrongPath: (field, path, value) =>
    value === undefined
      ? `The ${field} parameter does not reference an input value: ${path.text}`
      : `The ${field} parameter cannot be parsed as a long value: ${path.text} == ${plain(value)}`,
  check(value) {
    if (value >= 0 && value <= MAX_SECONDS) return value;
    throw new StatesError('States.Runtime', `The wait must be from 0 to ${MAX_SECONDS} seconds, but is ${value}`);
  },
};

export function compileWait({ name, reader }: StateSource): WaitState {
  reader.checkFields(FIELDS);
  oneOf(reader.findings, reader.object, reader.location, UNTIL, true);
  return {
    type: 'Wait',
    name,
    flow: compileFlow(reader, false),
    ...compileAssign(reader, reader.location, statesFields(false)),
    until: until(reader),
    next: onward(reader),
  };
}

function until(reader: ObjectReader): WaitUntil {
  if (reader.has('Timestamp') || reader.has('TimestampPath')) {
    return { kind: 'timestamp', timestamp: timestamp(reader) ?? constant('') };
  }
  return { kind: 'seconds', seconds: numberField(reader, 'Seconds', reader.location, SECONDS) ?? constant(0) };
}

function timestamp(reader: ObjectReader): Expression<string> | undefined {
  if (reader.has('TimestampPath') && reader.language === 'JSONPath') {
    const path = referenceField(reader, 'TimestampPath');
    return path && fromPath(path);
  }
  if (holdsJsonata(reader, 'Timestamp')) {
    const expression = jsonataField(reader, 'Timestamp', reader.location, ['input', 'context']);
    return expression && fromJsonata(expression);
  }
  const text = reader.text('Timestamp');
  if (text === undefined) return undefined;
  if (parseTimestamp(text) === undefined) {
    return reader.fail('Timestamp', 'Value is not a valid ISO-8601 extended offset date-time format string');
  }
  return constant(text);
}

const fromPath = (path: Path): Expression<string> => ({
  text: path.text,
  evaluate(scope) {
    const root = rootOf(path, scope);
    const value = root === undefined ? undefined : findPath(path, root);
    if (value === undefined) {
      const message = `The TimestampPath parameter does not reference an input value: ${path.text}`;
      throw new StatesError('States.Runtime', message);
    }
    if (typeof value === 'string' && parseTimestamp(value) !== undefined) return value;
    const message = `The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: ${path.text} == ${plain(value)}`;
    throw new StatesError('States.Runtime', message);
  },
});

const fromJsonata = (expression: Expression): Expression<string> => ({
  text: expression.text,
  evaluate(scope) {
    const value = expression.evaluate(scope);
    if (typeof value !== 'string') throw unexpectedType(expression.text, 'Timestamp', 'string', value);
    if (parseTimestamp(value) !== undefined) return value;
    const message = `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${value}`;
    throw new StatesError('States.QueryEvaluationError', message, 'Timestamp');
  },
});

const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));
