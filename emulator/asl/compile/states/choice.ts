import { COMPARISON_FIELDS, IS_PRESENT, operatorOf } from '../../choice/operators.ts';
import { holds, type Rule } from '../../choice/rule.ts';
import type { Choice, ChoiceState } from '../../definition.ts';
import type { Json } from '../../json.ts';
import { unexpectedType } from '../../jsonata/compile-jsonata.ts';
import type { Scope } from '../../scope.ts';
import { parseTimestamp } from '../../timestamp.ts';
import type { StateSource } from '../context.ts';
import { oneOf } from '../diagnose.ts';
import {
  ASSIGN,
  COMMON,
  compileAssign,
  compileFlow,
  given,
  jsonataOnly,
  jsonPathOnly,
  PATHS,
  statesFields,
} from '../flow.ts';
import type { FieldRules, ObjectReader } from '../read.ts';
import { referenceField } from '../reference.ts';
import { jsonataField, stateField } from '../values.ts';

const FIELDS: FieldRules = { ...COMMON, ...PATHS, ...ASSIGN, Choices: { required: true }, Default: {} };
const COMBINATIONS = ['And', 'Or', 'Not'];
const JSONPATH_RULE = jsonPathOnly('Variable', ...COMBINATIONS, ...COMPARISON_FIELDS);
const INNER_RULE: FieldRules = { ...JSONPATH_RULE, Comment: {} };
const OUTER_RULE: FieldRules = {
  ...INNER_RULE,
  Next: { required: true },
  ...ASSIGN,
  ...jsonataOnly('Output'),
  Condition: { only: 'JSONata', required: true },
};
const REFUSED: Rule = { kind: 'and', rules: [] };

export function compileChoice({ name, reader }: StateSource): ChoiceState {
  reader.checkFields(FIELDS);
  const rules = reader.readers('Choices');
  if (reader.array('Choices')?.length === 0) {
    reader.fail('Choices', 'Array must have at least 1 item');
  }
  return {
    type: 'Choice',
    name,
    flow: compileFlow(reader, false),
    ...compileAssign(reader, reader.location, statesFields(false)),
    choices: rules.map((rule) => compileRule(rule, reader.location)),
    ...given('default', reader.text('Default')),
  };
}

function compileRule(reader: ObjectReader, state: string): Choice {
  reader.checkFields(OUTER_RULE);
  return {
    next: reader.text('Next') ?? '',
    test: reader.language === 'JSONata' ? condition(reader, state) : jsonPathTest(reader),
    ...compileAssign(reader, state, statesFields(false)),
    ...given(
      'output',
      reader.language === 'JSONata' ? jsonataField(reader, 'Output', state, statesFields(false)) : undefined,
    ),
  };
}

/** Condition: a boolean, or JSONata that gives one. */
function condition(reader: ObjectReader, state: string): (scope: Scope) => boolean {
  const value = reader.get('Condition');
  if (value !== undefined && typeof value !== 'boolean' && typeof value !== 'string') {
    reader.wrongType('Condition', 'boolean', value);
  }
  const expression = jsonataField(reader, 'Condition', state, statesFields(false));
  const field = stateField(reader, 'Condition', state);
  return (scope) => {
    const result = expression?.evaluate(scope) ?? null;
    if (typeof result !== 'boolean') throw unexpectedType(expression?.text ?? '', field, 'boolean', result);
    return result;
  };
}

function jsonPathTest(reader: ObjectReader): (scope: Scope) => boolean {
  const rule = compileTest(reader);
  return (scope) => holds(rule, scope);
}

function compileTest(reader: ObjectReader): Rule {
  const combinations = COMBINATIONS.filter((name) => reader.has(name));
  const comparisons = COMPARISON_FIELDS.filter((name) => reader.has(name));
  if (combinations.length + comparisons.length !== 1) {
    const candidates = [...combinations, ...comparisons];
    const fields = candidates.length > 0 ? candidates : [...COMBINATIONS, ...COMPARISON_FIELDS];
    oneOf(reader.findings, reader.object, reader.location, fields, true);
    return REFUSED;
  }
  return combinations[0] === undefined
    ? comparison(reader, comparisons[0] ?? '')
    : combination(reader, combinations[0]);
}

function combination(reader: ObjectReader, name: string): Rule {
  if (name === 'Not') {
    const inner = reader.reader('Not');
    return inner === undefined ? REFUSED : { kind: 'not', rule: innerTest(inner) };
  }
  const rules = reader.readers(name);
  if (reader.array(name)?.length === 0) reader.fail(name, 'Array must have at least 1 item');
  return { kind: name === 'And' ? 'and' : 'or', rules: rules.map(innerTest) };
}

function innerTest(reader: ObjectReader): Rule {
  reader.checkFields(INNER_RULE);
  return compileTest(reader);
}

function comparison(reader: ObjectReader, field: string): Rule {
  if (!reader.has('Variable')) {
    reader.findings.schema('These fields are required: [Variable]', reader.location);
    return REFUSED;
  }
  const variable = referenceField(reader, 'Variable', true);
  if (variable === undefined) return REFUSED;
  if (field === IS_PRESENT) return { kind: 'present', variable, wanted: reader.boolean(field) ?? true };
  const found = operatorOf(field);
  if (found === undefined) return REFUSED;
  const { operator, path } = found;
  if (path) {
    const other = referenceField(reader, field, true);
    return other === undefined ? REFUSED : { kind: 'compare', variable, operator, operand: { path: other } };
  }
  const literal = reader.get(field) ?? null;
  checkOperand(reader, field, operator.operand, literal);
  return { kind: 'compare', variable, operator, operand: { literal } };
}

function checkOperand(reader: ObjectReader, field: string, wanted: string, value: Json): void {
  if (wanted !== 'timestamp') {
    if (typeof value !== wanted) reader.wrongType(field, wanted, value);
  } else if (typeof value !== 'string') reader.wrongType(field, 'string', value);
  else if (parseTimestamp(value) === undefined) {
    reader.fail(field, 'Value is not a valid ISO-8601 extended offset date-time format string');
  }
}
