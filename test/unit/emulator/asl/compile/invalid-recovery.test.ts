import { ofState, TASK } from './support.ts';

const retry = (fields: object) => ({ ...TASK, Retry: [{ ErrorEquals: ['X'], ...fields }] });

describe('Retry and Catch that are refused', () => {
  it.each<[string, object, string[]]>([
    ['a retrier without errors', { ...TASK, Retry: [{}] }, ['These fields are required: [ErrorEquals] at ~/Retry[0]']],
    [
      'a retrier with no errors',
      { ...TASK, Retry: [{ ErrorEquals: [] }] },
      ['Array must have at least 1 item at ~/Retry[0]/ErrorEquals'],
    ],
    [
      'a retrier with numbers',
      { ...TASK, Retry: [{ ErrorEquals: [1] }] },
      ["Expected value of type 'string', but was 'number' at ~/Retry[0]/ErrorEquals[0]"],
    ],
    ['Retry as object', { ...TASK, Retry: {} }, ["Expected value of type 'array', but was 'object' at ~/Retry"]],
    [
      'States.ALL with others',
      retry({ ErrorEquals: ['X', 'States.ALL'] }),
      ['States.ALL must appear alone and at end of list at ~/Retry[0]/ErrorEquals[1]'],
    ],
    [
      'States.ALL not last',
      {
        ...TASK,
        Catch: [
          { ErrorEquals: ['States.ALL'], Next: 'E' },
          { ErrorEquals: ['X'], Next: 'E' },
        ],
      },
      ['States.ALL must appear alone and at end of list at ~/Catch[0]/ErrorEquals[0]'],
    ],
    ['an interval of 0', retry({ IntervalSeconds: 0 }), ['Minimum value is 1 at ~/Retry[0]/IntervalSeconds']],
    ['attempts below 0', retry({ MaxAttempts: -1 }), ['Minimum value is 0 at ~/Retry[0]/MaxAttempts']],
    ['a shrinking backoff', retry({ BackoffRate: 0.5 }), ['Minimum value is 1.0 at ~/Retry[0]/BackoffRate']],
    [
      'too long a delay',
      retry({ MaxDelaySeconds: 31_622_400 }),
      ['Maximum value is 31622399 at ~/Retry[0]/MaxDelaySeconds'],
    ],
    [
      'a delay below the interval',
      retry({ IntervalSeconds: 5, MaxDelaySeconds: 5 }),
      ['MaxDelaySeconds must be greater than IntervalSeconds at ~/Retry[0]/MaxDelaySeconds'],
    ],
    [
      'another jitter',
      retry({ JitterStrategy: 'HALF' }),
      ["Value 'HALF' is not one of [FULL, NONE] at ~/Retry[0]/JitterStrategy"],
    ],
    [
      'an unknown field of a retrier',
      retry({ Next: 'E', Comment: '' }),
      ["Field 'Next' is not supported at ~/Retry[0]"],
    ],
    [
      'a catcher without Next',
      { ...TASK, Catch: [{ ErrorEquals: ['X'] }] },
      ['These fields are required: [Next] at ~/Catch[0]'],
    ],
    [
      'Output of a catcher in JSONPath',
      { ...TASK, Catch: [{ ErrorEquals: ['X'], Next: 'E', Output: 1 }] },
      [
        "The QueryLanguage is set to 'JSONPath', but field 'Output' is only supported for the 'JSONata' QueryLanguage at ~/Catch[0]",
      ],
    ],
  ])('%s', (_name, state, expected) => {
    expect(ofState(state)).toEqual(expected);
  });
});
