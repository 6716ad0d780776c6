import type { FailState } from '../../definition.ts';
import { compileCall } from '../../intrinsics/compile-call.ts';
import type { Json } from '../../json.ts';
import { unexpectedType } from '../../jsonata/compile-jsonata.ts';
import { parsePath } from '../../paths/parse-path.ts';
import { PathSyntaxError } from '../../paths/path-error.ts';
import { pathExpression } from '../../paths/select.ts';
import type { Expression } from '../../scope.ts';
import { StatesError } from '../../states-error.ts';
import type { StateSource } from '../context.ts';
import { oneOf } from '../diagnose.ts';
import { COMMON, given, jsonPathOnly } from '../flow.ts';
import { constant } from '../number-field.ts';
import type { FieldRules, ObjectReader } from '../read.ts';
import { holdsJsonata, jsonataField, warnOfPath } from '../values.ts';

const FIELDS: FieldRules = { ...COMMON, Error: {}, Cause: {}, ...jsonPathOnly('ErrorPath', 'CausePath') };

export function compileFail({ name, reader }: StateSource): FailState {
  reader.checkFields(FIELDS);
  return {
    type: 'Fail',
    name,
    flow: reader.language === 'JSONata' ? { language: 'JSONata' } : { language: 'JSONPath' },
    ...given('error', textField(reader, 'Error')),
    ...given('cause', textField(reader, 'Cause')),
  };
}

/** A text: as it is, from a path or an intrinsic function, or from JSONata. */
function textField(reader: ObjectReader, field: string): Expression<string> | undefined {
  const pathName = `${field}Path`;
  oneOf(reader.findings, reader.object, reader.location, [field, pathName], false);
  if (reader.has(pathName) && reader.language === 'JSONPath') return fromPath(reader, pathName);
  if (holdsJsonata(reader, field)) {
    const expression = jsonataField(reader, field, reader.location, ['input', 'context']);
    return expression && mustBeText(expression, (value) => unexpectedType(expression.text, field, 'string', value));
  }
  warnOfPath(reader, field);
  const text = reader.text(field);
  return text === undefined ? undefined : constant(text);
}

function fromPath(reader: ObjectReader, field: string): Expression<string> | undefined {
  const text = reader.text(field);
  if (text === undefined) return undefined;
  try {
    const expression = text.startsWith('$') ? pathExpression(parsePath(text)) : compileCall(text);
    const noText = (value: Json): StatesError =>
      new StatesError(
        'States.Runtime',
        `The ${field} parameter does not reference a string value: ${text} == ${JSON.stringify(value)}`,
      );
    return mustBeText(expression, noText);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    const message = `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
    return reader.fail(field, message);
  }
}

const mustBeText = (expression: Expression, noText: (value: Json) => StatesError): Expression<string> => ({
  text: expression.text,
  evaluate(scope) {
    const value = expression.evaluate(scope);
    if (typeof value !== 'string') throw noText(value);
    return value;
  },
});
