import { ofState } from './support.ts';

describe('Pass, Wait, Succeed and Fail states that are refused', () => {
  it.each<[string, object, string[]]>([
    ['Pass without Next and End', { Type: 'Pass' }, ['There should be one of the following fields: [Next, End] at ~']],
    [
      'Pass with both',
      { Type: 'Pass', Next: 'E', End: true },
      ['There should only be one of the following fields: [Next, End] at ~'],
    ],
    ['End false', { Type: 'Pass', End: false }, ["Value of 'End' must be true where there is no 'Next' at ~"]],
    ['End as text', { Type: 'Pass', End: 'true' }, ["Expected value of type 'boolean', but was 'string' at ~/End"]],
    ['Succeed with Next', { Type: 'Succeed', Next: 'E' }, ["Field 'Next' is not supported at ~"]],
    ['Fail with End', { Type: 'Fail', End: true }, ["Field 'End' is not supported at ~"]],
    [
      'Fail with Error and ErrorPath',
      { Type: 'Fail', Error: 'a', ErrorPath: '$.a' },
      ['There should only be one of the following fields: [Error, ErrorPath] at ~'],
    ],
    [
      'Fail with a bad CausePath',
      { Type: 'Fail', CausePath: 'x' },
      [
        "The value for the field 'CausePath' must be a valid JSONPath or a valid intrinsic function call at ~/CausePath",
      ],
    ],
    [
      'Fail with a number',
      { Type: 'Fail', Cause: 5 },
      ["Expected value of type 'string', but was 'number' at ~/Cause"],
    ],
    [
      'Wait for nothing',
      { Type: 'Wait', End: true },
      ['There should be one of the following fields: [Seconds, Timestamp, SecondsPath, TimestampPath] at ~'],
    ],
    [
      'Wait for two things',
      { Type: 'Wait', Seconds: 1, Timestamp: '2024-01-01T00:00:00Z', End: true },
      ['There should only be one of the following fields: [Seconds, Timestamp, SecondsPath, TimestampPath] at ~'],
    ],
    ['Wait for less than nothing', { Type: 'Wait', Seconds: -1, End: true }, ['Minimum value is 0 at ~/Seconds']],
    ['Wait too long', { Type: 'Wait', Seconds: 100_000_000, End: true }, ['Maximum value is 99999999 at ~/Seconds']],
    [
      'Wait for a fraction',
      { Type: 'Wait', Seconds: 1.5, End: true },
      ["Expected value of type 'integer', but was 'number' at ~/Seconds"],
    ],
    [
      'Wait until no time',
      { Type: 'Wait', Timestamp: '2024-01-01', End: true },
      ['Value is not a valid ISO-8601 extended offset date-time format string at ~/Timestamp'],
    ],
  ])('%s', (_name, state, expected) => {
    expect(ofState(state)).toEqual(expected);
  });
});
