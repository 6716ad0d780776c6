import { withInput } from '../../../../../emulator/asl/flow/state-input.ts';
import {
  assignTo,
  type ChoiceState,
  choiceOutput,
  effectiveInput,
  type Json,
  parseState,
  stateInput,
  stateOutput,
  type Trace,
} from '../../../../../emulator/asl/index.ts';
import { outcome, scope } from '../support.ts';

const INPUT: Json = { a: { b: 1 }, l: [1, 2] };
const TASK = { Type: 'Task', Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f', End: true };

/** Input, and output for the result `{ r: 'R' }`, of a state. */
const flow = (fields: object, input: Json = INPUT, result: Json = { r: 'R' }) => {
  const state = parseState(JSON.stringify({ ...TASK, ...fields }), 'S');
  const here = scope(input, { variables: { v: 'V' } });
  return {
    input: outcome(() => stateInput(state.flow, here)),
    output: outcome(() => stateOutput(state, here, result)),
  };
};

describe('JSONPath', () => {
  it.each<[object, Json, unknown]>([
    [{}, INPUT, { output: { r: 'R' } }],
    [{ InputPath: '$.a' }, { b: 1 }, { output: { r: 'R' } }],
    [{ InputPath: null }, {}, { output: { r: 'R' } }],
    [{ InputPath: '$$.Execution.Name' }, 'run-1', { output: { r: 'R' } }],
    [{ InputPath: '$v' }, 'V', { output: { r: 'R' } }],
    [{ Parameters: { 'x.$': '$.a.b', y: 2 } }, { x: 1, y: 2 }, { output: { r: 'R' } }],
    [{ InputPath: '$.a', Parameters: { 'x.$': '$.b' } }, { x: 1 }, { output: { r: 'R' } }],
    [{ ResultSelector: { 'x.$': '$.r' } }, INPUT, { output: { x: 'R' } }],
    [{ ResultPath: '$.a.c' }, INPUT, { output: { a: { b: 1, c: { r: 'R' } }, l: [1, 2] } }],
    [{ ResultPath: null }, INPUT, { output: INPUT }],
    [{ InputPath: '$.a', ResultPath: '$.x' }, { b: 1 }, { output: { ...(INPUT as object), x: { r: 'R' } } }],
    [{ OutputPath: '$.r' }, INPUT, { output: 'R' }],
    [{ OutputPath: null }, INPUT, { output: {} }],
    [{ ResultSelector: { 'x.$': '$.r' }, ResultPath: '$.s', OutputPath: '$.s.x' }, INPUT, { output: 'R' }],
    [{ Assign: { 'x.$': '$.r', 'old.$': '$v' } }, INPUT, { output: { r: 'R' }, assigned: { x: 'R', old: 'V' } }],
    [{ ResultSelector: { y: 1 }, Assign: { 'x.$': '$.r' } }, INPUT, { output: { y: 1 }, assigned: { x: 'R' } }],
  ])('%j', (fields, input, output) => {
    expect(flow(fields)).toEqual({ input, output });
  });

  it.each([
    [{ InputPath: '$.zzz' }, 'input', "States.Runtime: Invalid path '$.zzz' : No results for path: $['zzz']"],
    [{ InputPath: '$.zzz.y' }, 'input', "States.Runtime: Invalid path '$.zzz.y' : Missing property in path $['zzz']"],
    [{ OutputPath: '$.zzz' }, 'output', "States.Runtime: Invalid path '$.zzz' : No results for path: $['zzz']"],
    [
      { ResultPath: '$.l.x' },
      'output',
      'States.ResultPathMatchFailure: Unable to apply ReferencePath $.l.x to input [1,2]',
    ],
  ] as const)('%j fails', (fields, which, message) => {
    expect(flow(fields)[which]).toBe(message);
  });

  it('cannot apply a path to null', () => {
    expect(flow({ InputPath: '$.a' }, null).input).toBe(
      'States.Runtime: Unable to apply Path transformation to null or empty input.',
    );
    expect(flow({}, null).input).toBeNull();
  });

  it('tells the steps', () => {
    const trace: Trace = {};
    const state = parseState(
      JSON.stringify({ ...TASK, InputPath: '$.a', ResultSelector: { s: 1 }, ResultPath: '$.r' }),
      'S',
    );
    stateInput(state.flow, scope(INPUT), trace);
    stateOutput(state, scope(INPUT), 'R', trace);
    expect(trace).toEqual({
      afterInputPath: { b: 1 },
      afterParameters: { b: 1 },
      afterResultSelector: { s: 1 },
      afterResultPath: { ...(INPUT as object), r: { s: 1 } },
    });
  });
});

describe('JSONata', () => {
  const jsonata = (fields: object) => flow({ QueryLanguage: 'JSONata', ...fields });
  it.each<[object, Json, unknown]>([
    [{}, INPUT, { output: { r: 'R' } }],
    [
      { Arguments: { x: '{% $states.input.a.b %}', y: [2, '{% $v %}'] } },
      { x: 1, y: [2, 'V'] },
      { output: { r: 'R' } },
    ],
    [{ Arguments: '{% $states.input.a %}' }, { b: 1 }, { output: { r: 'R' } }],
    [{ Output: '{% $states.result.r %}' }, INPUT, { output: 'R' }],
    [{ Output: { i: '{% $states.input.l %}' } }, INPUT, { output: { i: [1, 2] } }],
    [{ Output: null }, INPUT, { output: null }],
    [{ Output: 'plain' }, INPUT, { output: 'plain' }],
    [{ Assign: { x: '{% $states.result %}', y: 1 } }, INPUT, { output: { r: 'R' }, assigned: { x: { r: 'R' }, y: 1 } }],
  ])('%j', (fields, input, output) => {
    expect(jsonata(fields)).toEqual({ input, output });
  });

  it.each([
    [{ Arguments: { a: [{ b: '{% $nope %}' }] } }, 'input', '$nope', 'Arguments/a[0]/b'],
    [{ Output: { v: '{% $nope %}' } }, 'output', '$nope', 'Output/v'],
    [{ Output: '{% $nope %}' }, 'output', '$nope', 'Output'],
    [{ Assign: { x: '{% $nope %}' } }, 'output', '$nope', 'Assign/x'],
  ] as const)('%j names the field', (fields, which, expression, field) => {
    expect(jsonata(fields)[which]).toBe(
      `States.QueryEvaluationError: The JSONata expression '${expression}' specified for the field '${field}' returned nothing (undefined).`,
    );
  });
});

describe('variables', () => {
  const large = 'x'.repeat(262_143);
  it.each<[object, string]>([
    [{ 'x.$': '$.r' }, "The size of variable 'x' exceeds the maximum size of 262144 bytes."],
    [
      { x: large.slice(9), y: large.slice(9) },
      'The combined size of the variables of Assign exceeds the maximum size of 262144 bytes.',
    ],
  ])('may not be larger than 256 KiB, together or alone', (Assign, cause) => {
    expect(flow({ Assign }, INPUT, { r: large }).output).toBe(`States.DataLimitExceeded: ${cause}`);
  });

  it('may not be larger than 10 MiB in all', () => {
    const some = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`v${i}`, [large.slice(2)]]));
    expect(Object.keys(assignTo(some(39), { x: 1 }))).toHaveLength(40);
    expect(outcome(() => assignTo(some(40), { x: 1 }))).toBe(
      'States.DataLimitExceeded: The size of all variables exceeds the maximum size of 10485760 bytes.',
    );
  });
});

describe('a Choice', () => {
  const state = (language: string, fields: object): ChoiceState =>
    parseState(JSON.stringify({ Type: 'Choice', QueryLanguage: language, ...fields }), 'C') as ChoiceState;
  const rule = { Variable: '$.b', NumericEquals: 1, Next: 'N' };

  it('assigns what the rule says, else what the state says for its default', () => {
    const choice = state('JSONPath', {
      InputPath: '$.a',
      Choices: [{ ...rule, Assign: { 'x.$': '$.b' } }, rule],
      Assign: { x: 'default' },
    });
    const input = effectiveInput(choice.flow, scope(INPUT));
    expect(choiceOutput(choice, choice.choices[0], scope(INPUT), input)).toEqual({
      output: { b: 1 },
      assigned: { x: 1 },
    });
    expect(choiceOutput(choice, choice.choices[1], scope(INPUT), input)).toEqual({ output: { b: 1 } });
    expect(choiceOutput(choice, undefined, scope(INPUT), input)).toEqual({
      output: { b: 1 },
      assigned: { x: 'default' },
    });
  });

  it('names the rule where its output fails', () => {
    const choice = state('JSONata', {
      Choices: [
        { Condition: true, Next: 'N' },
        { Condition: true, Next: 'N', Output: { v: '{% $nope %}' } },
      ],
    });
    expect(outcome(() => choiceOutput(choice, choice.choices[1], scope(INPUT), INPUT))).toMatch(
      /specified for the field 'Choices\[1\]\/Output\/v' returned nothing/,
    );
  });

  it.each([
    [
      '{% "x" %}',
      `The JSONata expression '"x"' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'string' for value: "x"`,
    ],
    [
      '{% $nope %}',
      "The JSONata expression '$nope' specified for the field 'Choices[0]/Condition' returned nothing (undefined).",
    ],
  ])('needs a boolean, not %s', (Condition, cause) => {
    const choice = state('JSONata', { Choices: [{ Condition, Next: 'N' }] });
    expect(outcome(() => choice.choices[0]?.test(scope(INPUT)))).toBe(`States.QueryEvaluationError: ${cause}`);
  });
});

it('a context object is not made before it is looked at', () => {
  let made = 0;
  const lazy = {
    ...scope(1),
    get context() {
      made++;
      return {};
    },
  };
  const inner = withInput(lazy, 2);
  expect(made).toBe(0);
  expect(inner.context).toEqual({});
  expect(made).toBe(1);
});
