import {
  type Catcher,
  caughtOutput,
  chooseCatcher,
  chooseRetrier,
  matchesError,
  parseDefinition,
  type Retrier,
  type TaskState,
} from '../../../../../emulator/asl/index.ts';
import { outcome, scope } from '../support.ts';

it.each<[readonly string[], string, boolean]>([
  [['A'], 'A', true],
  [['B', 'A'], 'A', true],
  [['A'], 'a', false],
  [['A.*'], 'A.x', false],
  [['States.ALL'], 'Custom', true],
  [['States.ALL'], '', true],
  [['States.ALL'], 'States.Timeout', true],
  [['States.ALL'], 'States.HeartbeatTimeout', true],
  [['States.ALL'], 'States.QueryEvaluationError', true],
  [['States.ALL'], 'States.DataLimitExceeded', false],
  [['States.ALL'], 'States.Runtime', false],
  [['States.DataLimitExceeded'], 'States.DataLimitExceeded', true],
  [['States.Runtime'], 'States.Runtime', false],
  [['States.TaskFailed'], 'Custom', true],
  [['States.TaskFailed'], 'Lambda.Unknown', true],
  [['States.TaskFailed'], 'States.Timeout', false],
  [['States.TaskFailed'], 'States.HeartbeatTimeout', false],
  [['States.TaskFailed'], 'States.Runtime', false],
  [['States.TaskFailed'], 'States.DataLimitExceeded', false],
  [['States.Timeout'], 'States.Timeout', true],
  [['States.Timeout'], 'States.HeartbeatTimeout', true],
  [['States.HeartbeatTimeout'], 'States.HeartbeatTimeout', true],
  [['States.HeartbeatTimeout'], 'States.Timeout', false],
  [['States.Permissions'], 'Custom', false],
])('%j matches %s: %s', (names, error, expected) => {
  expect(matchesError(names, error)).toBe(expected);
});

const retrier = (more: Partial<Retrier>): Retrier => ({
  errorEquals: ['E'],
  intervalSeconds: 1,
  maxAttempts: 3,
  backoffRate: 2,
  jitter: 'NONE',
  ...more,
});
const half = { uuid: () => '', random: () => 0.5 };

describe('Retry', () => {
  it.each<[Partial<Retrier>, number, number | undefined]>([
    [{}, 0, 1],
    [{}, 1, 2],
    [{}, 2, 4],
    [{}, 3, undefined],
    [{ maxAttempts: 0 }, 0, undefined],
    [{ maxAttempts: 5 }, 4, 16],
    [{ intervalSeconds: 3, backoffRate: 1.5 }, 2, 6.75],
    [{ maxAttempts: 9, maxDelaySeconds: 5 }, 6, 5],
    [{ backoffRate: 1 }, 2, 1],
    [{ jitter: 'FULL' }, 2, 2],
    [{ jitter: 'FULL', maxAttempts: 9, maxDelaySeconds: 5 }, 6, 2.5],
    [{ maxAttempts: 99_999_999 }, 5_000, 31_622_400],
  ])('%j after %i attempts waits %s seconds', (more, attempts, delay) => {
    expect(chooseRetrier([retrier(more)], 'E', [attempts], half)?.delaySeconds).toBe(delay);
  });

  it('takes the first retrier that names the error, and counts each on its own', () => {
    const retriers = [retrier({ errorEquals: ['A'] }), retrier({}), retrier({ errorEquals: ['States.ALL'] })];
    expect(chooseRetrier(retriers, 'E', [9, 0, 9], half)).toEqual({ index: 1, delaySeconds: 1 });
    expect(chooseRetrier(retriers, 'X', [9, 9, 0], half)).toEqual({ index: 2, delaySeconds: 1 });
  });

  it('does not hand on to the next retrier when the first is used up', () => {
    const retriers = [retrier({}), retrier({ errorEquals: ['States.ALL'] })];
    expect(chooseRetrier(retriers, 'E', [3, 0], half)).toEqual({ index: 0 });
  });

  it.each(['X', 'States.Runtime'])('has nothing for %s', (error) => {
    expect(chooseRetrier([retrier({})], error, [], half)).toBeUndefined();
  });
});

describe('Catch', () => {
  const catcher = (errorEquals: string[]): Catcher => ({ errorEquals, next: 'N' });
  it.each([
    [['A'], 'A', 0],
    [['B'], 'A', 1],
    [['B'], 'States.Runtime', -1],
    [['States.DataLimitExceeded'], 'States.DataLimitExceeded', 0],
  ])('%j then States.ALL, for %s', (first, error, expected) => {
    expect(chooseCatcher([catcher(first), catcher(['States.ALL'])], error)).toBe(expected);
  });

  const caught = (language: string, fields: object) => {
    const text = JSON.stringify({
      QueryLanguage: language,
      StartAt: 'T',
      States: {
        T: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:us-east-1:123456789012:function:f',
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'E', ...fields }],
          End: true,
        },
        E: { Type: 'Succeed' },
      },
    });
    const state = parseDefinition(text).states.get('T') as TaskState;
    const [first] = state.catch;
    if (first === undefined) throw new Error('no catcher');
    return outcome(() => caughtOutput(state, first, scope({ a: 1 }), { Error: 'E', Cause: 'C' }));
  };

  it.each<[string, object, unknown]>([
    ['JSONPath', {}, { output: { Error: 'E', Cause: 'C' } }],
    ['JSONPath', { ResultPath: '$.error' }, { output: { a: 1, error: { Error: 'E', Cause: 'C' } } }],
    ['JSONPath', { ResultPath: null }, { output: { a: 1 } }],
    ['JSONPath', { Assign: { 'e.$': '$.Error' } }, { output: { Error: 'E', Cause: 'C' }, assigned: { e: 'E' } }],
    [
      'JSONPath',
      { ResultPath: '$.a.b' },
      'States.ResultPathMatchFailure: Unable to apply ReferencePath $.a.b to input 1',
    ],
    ['JSONata', {}, { output: { Error: 'E', Cause: 'C' } }],
    ['JSONata', { Output: '{% $states.errorOutput.Cause %}' }, { output: 'C' }],
    [
      'JSONata',
      { Output: { i: '{% $states.input.a %}' }, Assign: { e: '{% $states.errorOutput %}' } },
      { output: { i: 1 }, assigned: { e: { Error: 'E', Cause: 'C' } } },
    ],
    [
      'JSONata',
      { Output: { i: '{% $states.input.zzz %}' } },
      "States.QueryEvaluationError: The JSONata expression '$states.input.zzz' specified for the field 'Catch[0]/Output/i' returned nothing (undefined).",
    ],
  ])('%s %j', (language, fields, expected) => {
    expect(caught(language, fields)).toEqual(expected);
  });
});
