import { COMPARISON_FIELDS } from '../../../../../emulator/asl/choice/operators.ts';
import { type ChoiceState, type Json, parseDefinition } from '../../../../../emulator/asl/index.ts';
import { outcome, scope } from '../support.ts';

const test = (rule: object, input: Json): boolean | string => {
  const machine = parseDefinition(
    JSON.stringify({
      StartAt: 'C',
      States: { C: { Type: 'Choice', Choices: [{ ...rule, Next: 'E' }], Default: 'E' }, E: { Type: 'Succeed' } },
    }),
  );
  const state = machine.states.get('C') as ChoiceState;
  const variables = { x: 5, name: 'abc' };
  return outcome(() => state.choices[0]?.test(scope(input, { variables })) ?? 'no rule');
};

it('there are 39 operators', () => {
  expect(new Set(COMPARISON_FIELDS).size).toBe(39);
});

const EARLY = '2024-01-01T00:00:00Z';
const LATE = '2024-01-01T01:00:00.5Z';

/** operator, operand, values for which it is true, values for which it is false. */
const TABLE: readonly (readonly [string, Json, readonly Json[], readonly Json[]])[] = [
  ['StringEquals', 'b', ['b'], ['a', 'B', '', 1, null, true, ['b'], {}]],
  ['StringLessThan', 'b', ['a', '', 'B'], ['b', 'c', 1, null]],
  ['StringLessThanEquals', 'b', ['a', 'b'], ['c', 0]],
  ['StringGreaterThan', 'b', ['c', 'ba'], ['b', 'a', 9]],
  ['StringGreaterThanEquals', 'b', ['b', 'c'], ['a', null]],
  ['StringMatches', 'a*c', ['ac', 'abc', 'a*c'], ['ab', 'xabc', 'abcd', 1]],
  ['StringMatches', '*', ['', 'x'], [null, 1]],
  ['StringMatches', 'a\\*c', ['a*c'], ['abc', 'ac']],
  ['StringMatches', 'a\\\\*', ['a\\', 'a\\b'], ['a']],
  ['StringMatches', 'l*g*.log', ['lg.log', 'long.log.log'], ['lg.lo', 'g.log']],
  ['StringMatches', 'ab*ba', ['abba', 'abxba'], ['aba']],
  ['NumericEquals', 1, [1, 1.0], [2, '1', true, null]],
  ['NumericLessThan', 1, [0, -1.5], [1, '0']],
  ['NumericLessThanEquals', 1, [1, 0], [1.1, null]],
  ['NumericGreaterThan', 1, [1.1], [1, '2', []]],
  ['NumericGreaterThanEquals', 1, [1, 2], [0.9, {}]],
  ['BooleanEquals', true, [true], [false, 'true', 1, null]],
  ['BooleanEquals', false, [false], [true, 0, null]],
  ['TimestampEquals', EARLY, [EARLY, '2024-01-01T01:00:00+01:00', '2024-01-01T00:00:00.000Z'], [LATE, 'x', 0, null]],
  ['TimestampLessThan', LATE, [EARLY], [LATE, '2024-01-01', 1]],
  ['TimestampLessThanEquals', LATE, [EARLY, LATE], ['2024-01-01T01:00:01Z']],
  ['TimestampGreaterThan', EARLY, [LATE], [EARLY, 'z']],
  ['TimestampGreaterThanEquals', EARLY, [EARLY, LATE], ['2023-12-31T23:59:59Z']],
  ['IsNull', true, [null], [0, '', false, [], {}]],
  ['IsNull', false, [0, ''], [null]],
  ['IsNumeric', true, [0, 1.5], ['1', null, true]],
  ['IsNumeric', false, ['1', null], [0]],
  ['IsString', true, ['', 'a'], [1, null]],
  ['IsString', false, [1, null], ['a']],
  ['IsBoolean', true, [true, false], ['true', 0, null]],
  ['IsBoolean', false, ['true'], [true]],
  ['IsTimestamp', true, [EARLY, LATE], ['2024-01-01', '2024-01-01T00:00:00', '2024-13-01T00:00:00Z', 'x', 1]],
  ['IsTimestamp', false, ['x', 1, null], [EARLY]],
];

describe.each(TABLE)('%s %j', (operator, operand, yes, no) => {
  it.each(yes.map((value) => [value]))('is true for %j', (value) => {
    expect(test({ Variable: '$.v', [operator]: operand }, { v: value })).toBe(true);
  });
  it.each(no.map((value) => [value]))('is false for %j', (value) => {
    expect(test({ Variable: '$.v', [operator]: operand }, { v: value })).toBe(false);
  });
});

describe.each(COMPARISON_FIELDS.filter((field) => field.endsWith('Path')))('%s', (field) => {
  const [, operand, yes, no] = TABLE.find(([operator]) => `${operator}Path` === field) ?? ['', null, [], []];
  it('takes its operand from the input', () => {
    expect(test({ Variable: '$.v', [field]: '$.o' }, { v: yes[0] ?? null, o: operand })).toBe(true);
    expect(test({ Variable: '$.v', [field]: '$.o' }, { v: no[0] ?? null, o: operand })).toBe(false);
    expect(test({ Variable: '$.v', [field]: '$.o' }, { v: yes[0] ?? null, o: [] })).toBe(false);
  });
});

const INVALID = (path: string): string =>
  `States.Runtime: Invalid path '${path}': The choice state's condition path references an invalid value.`;
const ONE = { Variable: '$.v', NumericEquals: 1 };
const MISSING = { Variable: '$.zzz', NumericEquals: 1 };

it.each<[string, object, Json, boolean | string]>([
  ['And holds', { And: [ONE, { Variable: '$.w', IsString: true }] }, { v: 1, w: '' }, true],
  ['And stops at the first that does not hold', { And: [{ Variable: '$.zzz', IsPresent: true }, MISSING] }, {}, false],
  ['Or holds', { Or: [{ Variable: '$.v', NumericEquals: 2 }, ONE] }, { v: 1 }, true],
  ['Or stops at the first that holds', { Or: [ONE, MISSING] }, { v: 1 }, true],
  ['Not turns round', { Not: ONE }, { v: 2 }, true],
  ['nested', { Not: { Or: [{ And: [ONE] }] } }, { v: 1 }, false],
  ['variables', { Variable: '$x', NumericGreaterThan: 4 }, {}, true],
  ['context', { Variable: '$$.Execution.Name', StringMatches: 'run-*' }, {}, true],
  ['variable to variable', { Variable: '$.v', StringEqualsPath: '$name' }, { v: 'abc' }, true],
  ['a missing variable fails', MISSING, {}, INVALID('$.zzz')],
  ['a missing operand fails', { Variable: '$.v', NumericEqualsPath: '$.zzz' }, { v: 1 }, INVALID('$.zzz')],
  ['a missing variable fails for IsNull too', { Variable: '$.zzz', IsNull: true }, {}, INVALID('$.zzz')],
  ['a variable that is not assigned fails', { Variable: '$nope', IsString: true }, {}, INVALID('$nope')],
  ['a variable that is not assigned is not present', { Variable: '$nope', IsPresent: false }, {}, true],
  ['null is present', { Variable: '$.v', IsPresent: true }, { v: null }, true],
  ['an empty text is not absent', { Variable: '$.v', IsPresent: false }, { v: '' }, false],
  ['a missing path is not present', { Variable: '$.a.b.c', IsPresent: false }, { a: 1 }, true],
])('%s', (_name, rule, input, expected) => {
  expect(test(rule, input)).toBe(expected);
});
