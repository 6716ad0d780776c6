import { ARN, END, INNER, MAP, ofState, TASK } from './support.ts';

describe('fields by type', () => {
  const STATES: Readonly<Record<string, object>> = {
    Pass: { Type: 'Pass', End: true },
    Wait: { Type: 'Wait', Seconds: 1, End: true },
    Choice: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'E' }] },
    Succeed: END,
    Fail: { Type: 'Fail' },
    Task: TASK,
    Map: MAP,
    Parallel: { Type: 'Parallel', Branches: [INNER], End: true },
  };
  const FIELDS: Readonly<Record<string, readonly [unknown, readonly string[]]>> = {
    TimeoutSeconds: [5, ['Task']],
    HeartbeatSeconds: [5, ['Task']],
    Catch: [[], ['Task', 'Map', 'Parallel']],
    Retry: [[], ['Task', 'Map', 'Parallel']],
    ResultSelector: [{}, ['Task', 'Map', 'Parallel']],
    ResultPath: ['$.r', ['Task', 'Map', 'Parallel', 'Pass']],
    Parameters: [{}, ['Task', 'Map', 'Parallel', 'Pass']],
    InputPath: ['$.a', ['Task', 'Map', 'Parallel', 'Pass', 'Wait', 'Choice', 'Succeed']],
    OutputPath: ['$.a', ['Task', 'Map', 'Parallel', 'Pass', 'Wait', 'Choice', 'Succeed']],
    Assign: [{}, ['Task', 'Map', 'Parallel', 'Pass', 'Wait', 'Choice']],
    Result: [1, ['Pass']],
    Resource: [ARN, ['Task']],
    MaxConcurrency: [1, ['Map']],
    Error: ['e', ['Fail']],
    Comment: ['c', Object.keys(STATES)],
  };
  const cells = Object.entries(FIELDS).flatMap(([field, [value, types]]) =>
    Object.entries(STATES).map(
      ([type, state]) => [field, type, { ...state, [field]: value }, types.includes(type)] as const,
    ),
  );
  it.each(cells)('%s on %s', (field, _type, state, allowed) => {
    expect(ofState(state)).toEqual(allowed ? [] : [`Field '${field}' is not supported at ~`]);
  });
});
