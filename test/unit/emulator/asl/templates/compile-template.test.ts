import type { Json, Scope } from '../../../../../emulator/asl/index.ts';
import { compileTemplate, TemplateError } from '../../../../../emulator/asl/templates/compile-template.ts';
import { outcome, scope } from '../support.ts';

const evaluate = (template: Json, input: Json = { a: 1, list: [1, 2], n: null }, more: Partial<Scope> = {}) =>
  outcome(() => compileTemplate(template).evaluate(scope(input, more)));

describe('payload templates', () => {
  it.each<[Json, Json]>([
    [{ x: '$.a' }, { x: '$.a' }],
    [{ 'x.$': '$.a' }, { x: 1 }],
    [{ 'x.$': '$' }, { x: { a: 1, list: [1, 2], n: null } }],
    [{ 'x.$': '$.n' }, { x: null }],
    [{ 'x.$': '$$.Execution.Name' }, { x: 'run-1' }],
    [{ 'x.$': '$var.k' }, { x: 'v' }],
    [{ 'x.$': "States.Format('{}-{}', $.a, $var.k)" }, { x: '1-v' }],
    [{ deep: [{ 'x.$': '$.a' }, 2] }, { deep: [{ x: 1 }, 2] }],
    [{ 'x.$': '$.list[*]' }, { x: [1, 2] }],
    [{ 'x.$': '$.zzz[*]' }, { x: [] }],
    [{ 'f.$': "States.ArrayGetItem(States.StringSplit($$.StateMachine.Name, '-'), 1)" }, { f: '1' }],
    [[{ 'x.$': '$.a' }], [{ x: 1 }]],
    ['$.a', '$.a'],
    [{}, {}],
  ])('%j', (template, expected) => {
    expect(evaluate(template, undefined, { variables: { var: { k: 'v' } } })).toEqual(expected);
  });

  it.each<[Json, Json, string]>([
    [
      { 'x.$': '$.zzz' },
      { a: 1 },
      `The JSONPath '$.zzz' specified for the field 'x.$' could not be found in the input '{"a":1}'`,
    ],
    [
      { o: { 'x.$': '$.a.b' } },
      { a: 1 },
      `The JSONPath '$.a.b' specified for the field 'x.$' could not be found in the input '{"a":1}'`,
    ],
    [
      { 'x.$': '$none' },
      { a: 1 },
      `The JSONPath '$none' specified for the field 'x.$' could not be found in the input '{}'`,
    ],
    [{ 'x.$': '$.a' }, null, 'Unable to apply Path transformation to null or empty input.'],
    [
      { 'x.$': "States.Format('{}', $.zzz)" },
      { a: 1 },
      `The function 'States.Format('{}', $.zzz)' had the following error: The JsonPath argument for the field '$.zzz' could not be found in the input '{"a":1}'`,
    ],
  ])('%j of %j fails', (template, input, cause) => {
    expect(evaluate(template, input)).toBe(`States.Runtime: ${cause}`);
  });

  it.each<[Json, string]>([
    [{ 'x.$': 'plain' }, 'x.$'],
    [{ 'x.$': 1 }, 'x.$'],
    [{ 'x.$': { a: 1 } }, 'x.$'],
    [{ o: [{ 'y.$': 'States.Nope()' }] }, 'y.$'],
    [{ 'x.$': 'States.Format(' }, 'x.$'],
    [{ 'x.$': "States.Format('{}', $.a) " + 'x' }, 'x.$'],
    [{ 'x.$': 'States.format($.a)' }, 'x.$'],
    [{ 'x.$': '$.a[' }, 'x.$'],
    [{ 'x.$': "States.Format('{}" }, 'x.$'],
    [{ 'x.$': 'States.Array(1,)' }, 'x.$'],
    [{ 'x.$': 'States.Array(a)' }, 'x.$'],
  ])('%j is no template', (template, key) => {
    expect(() => compileTemplate(template)).toThrow(new TemplateError(key));
  });

  it('refuses functions nested more than ten deep', () => {
    const nested = (depth: number): string => (depth === 0 ? '1' : `States.Array(${nested(depth - 1)})`);
    expect(evaluate({ 'x.$': nested(10) })).toBeInstanceOf(Object);
    expect(() => compileTemplate({ 'x.$': nested(11) })).toThrow(TemplateError);
  });
});
