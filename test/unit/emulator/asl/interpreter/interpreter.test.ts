import { play, playMachine } from '../../../../support/play.ts';

const LAMBDA = 'arn:aws:lambda:us-east-1:123456789012:function:f';
const task = (more: object = {}) => ({ Type: 'Task', Resource: LAMBDA, End: true, ...more });
const pass = (more: object = {}) => ({ Type: 'Pass', End: true, ...more });

describe('the history', () => {
  it.each([
    [
      'a Pass',
      { A: pass() },
      ['1<-0 ExecutionStarted', '2<-0 PassStateEntered', '3<-2 PassStateExited', '4<-3 ExecutionSucceeded'],
    ],
    [
      'a Fail has no exit',
      { A: { Type: 'Fail', Error: 'E' } },
      ['1<-0 ExecutionStarted', '2<-0 FailStateEntered', '3<-2 ExecutionFailed'],
    ],
    [
      'a Parallel ends with its last branch',
      {
        A: {
          Type: 'Parallel',
          End: true,
          Branches: [
            { StartAt: 'B', States: { B: pass() } },
            { StartAt: 'C', States: { C: pass() } },
          ],
        },
      },
      [
        '1<-0 ExecutionStarted',
        '2<-0 ParallelStateEntered',
        '3<-2 ParallelStateStarted',
        '4<-3 PassStateEntered',
        '5<-4 PassStateExited',
        '6<-3 PassStateEntered',
        '7<-6 PassStateExited',
        '8<-7 ParallelStateSucceeded',
        '9<-7 ParallelStateExited',
        '10<-9 ExecutionSucceeded',
      ],
    ],
    [
      'a branch that fails',
      { A: { Type: 'Parallel', End: true, Branches: [{ StartAt: 'B', States: { B: { Type: 'Fail' } } }] } },
      [
        '1<-0 ExecutionStarted',
        '2<-0 ParallelStateEntered',
        '3<-2 ParallelStateStarted',
        '4<-3 FailStateEntered',
        '5<-4 ParallelStateFailed',
        '6<-5 ExecutionFailed',
      ],
    ],
    [
      'JSONata that gives nothing follows from before the entry',
      { A: pass({ QueryLanguage: 'JSONata', Output: '{% $missing %}' }) },
      ['1<-0 ExecutionStarted', '2<-0 PassStateEntered', '3<-0 EvaluationFailed', '4<-3 ExecutionFailed'],
    ],
  ])('of %s', (_name, states, lines) => {
    expect(play(states).lines).toEqual(lines);
  });

  it('goes on with a Map item for every one that is done', () => {
    const map = { Type: 'Map', End: true, MaxConcurrency: 1, ItemProcessor: { StartAt: 'B', States: { B: pass() } } };
    expect(play({ A: map }, [1, 2]).lines.slice(2)).toEqual([
      '3<-2 MapStateStarted',
      '4<-3 MapIterationStarted',
      '5<-4 PassStateEntered',
      '6<-5 PassStateExited',
      '7<-6 MapIterationSucceeded',
      '8<-6 MapIterationStarted',
      '9<-8 PassStateEntered',
      '10<-9 PassStateExited',
      '11<-10 MapIterationSucceeded',
      '12<-11 MapStateSucceeded',
      '13<-11 MapStateExited',
      '14<-13 ExecutionSucceeded',
    ]);
  });
});

describe('tasks', () => {
  it('are tried again after the interval, and caught when no attempt is left', () => {
    const execution = play({
      A: task({
        Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['Boom'], Next: 'B' }],
      }),
      B: pass(),
    });
    const started = execution.now;
    execution.tell({ kind: 'taskFailed', task: execution.tasks[0]?.task ?? 0, failure: { Error: 'Boom', Cause: 'c' } });
    execution.fire();
    expect(execution.now - started).toBe(2000);
    execution.tell({ kind: 'taskFailed', task: execution.tasks[1]?.task ?? 0, failure: { Error: 'Boom', Cause: 'c' } });
    expect(execution.end).toEqual({ kind: 'end', status: 'SUCCEEDED', output: '{"Error":"Boom","Cause":"c"}' });
    expect(execution.events.filter(({ type }) => type === 'TaskStateEntered')).toHaveLength(1);
  });

  it('count each retrier on its own', () => {
    const execution = play({
      A: task({
        Retry: [
          { ErrorEquals: ['X'], MaxAttempts: 1 },
          { ErrorEquals: ['Y'], MaxAttempts: 1 },
        ],
      }),
    });
    for (const [i, error] of ['X', 'Y', 'X'].entries()) {
      execution.tell({ kind: 'taskFailed', task: execution.tasks[i]?.task ?? 0, failure: { Error: error } });
      if (i < 2) execution.fire();
    }
    expect(execution.end).toMatchObject({ status: 'FAILED', error: 'X' });
    expect(execution.tasks).toHaveLength(3);
  });

  it.each([
    ['TimeoutSeconds', { TimeoutSeconds: 5 }, 'States.Timeout'],
    ['HeartbeatSeconds', { TimeoutSeconds: 60, HeartbeatSeconds: 5 }, 'States.HeartbeatTimeout'],
  ])('time out by %s', (_name, limits, named) => {
    const execution = play({
      A: task({
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
        ...limits,
        Catch: [{ ErrorEquals: [named], Next: 'B' }],
      }),
      B: pass(),
    });
    expect(execution.tasks[0]?.parameters).toEqual({ QueueUrl: 'q', MessageBody: `token-${execution.tasks[0]?.task}` });
    execution.fire();
    expect(execution.events.find(({ type }) => type === 'TaskTimedOut')?.details).toMatchObject({
      error: 'States.Timeout',
    });
    expect(execution.end?.status).toBe('SUCCEEDED');
  });

  it('take a heartbeat as a reason to wait longer', () => {
    const execution = play({
      A: task({
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: 'q', 'MessageBody.$': '$$.Task.Token' },
        HeartbeatSeconds: 5,
      }),
    });
    const number = execution.tasks[0]?.task ?? 0;
    execution.now += 4000;
    execution.tell({ kind: 'taskHeartbeat', task: number });
    execution.tell({ kind: 'taskSucceeded', task: number, output: '{}' });
    expect(execution.end?.status).toBe('SUCCEEDED');
  });

  it('ignore an outcome that comes twice, or too late', () => {
    const execution = play({ A: task({ Next: 'B', End: undefined }), B: task() });
    const first = execution.tasks[0]?.task ?? 0;
    execution.tell({ kind: 'taskSucceeded', task: first, output: '1' });
    const before = execution.events.length;
    execution.tell({ kind: 'taskSucceeded', task: first, output: '2' });
    execution.tell({ kind: 'taskFailed', task: 99, failure: {} });
    expect(execution.events).toHaveLength(before);
  });

  it('fail with DataLimitExceeded where the result is too large', () => {
    const execution = play({ A: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] }), B: pass() });
    execution.tell({
      kind: 'taskSucceeded',
      task: execution.tasks[0]?.task ?? 0,
      output: JSON.stringify('x'.repeat(262_144)),
    });
    expect(execution.end).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('ends', () => {
  const waiting = { A: { Type: 'Wait', Seconds: 30, End: true } };

  it('by StopExecution, with an event that follows from nothing', () => {
    const execution = play(waiting);
    execution.tell({ kind: 'stop', failure: { Error: 'Manual', Cause: 'probe' } });
    expect(execution.lines.at(-1)).toBe('3<-0 ExecutionAborted');
    expect(execution.end).toEqual({ kind: 'end', status: 'ABORTED', error: 'Manual', cause: 'probe' });
  });

  it('by its own timeout, whose error is only in the history', () => {
    const execution = playMachine({ StartAt: 'A', TimeoutSeconds: 3, States: waiting });
    execution.fire();
    expect(execution.events.at(-1)).toMatchObject({
      type: 'ExecutionTimedOut',
      id: 3,
      previous: 0,
      details: { error: 'States.Timeout' },
    });
    expect(execution.end).toEqual({ kind: 'end', status: 'TIMED_OUT' });
  });

  it('by the 25,000th event', () => {
    const execution = play({
      A: { Type: 'Choice', Choices: [{ Variable: '$.stop', IsPresent: true, Next: 'C' }], Default: 'B' },
      B: pass({ Next: 'A', End: undefined }),
      C: pass(),
    });
    while (!execution.end) execution.tell({ kind: 'continue' });
    expect(execution.events.at(-1)).toMatchObject({ id: 25_000, type: 'ExecutionFailed' });
    expect(execution.end.cause).toBe('The execution reached the maximum number of history events (25000).');
  });

  it.each([
    [
      'States.Runtime',
      {
        A: {
          Type: 'Parallel',
          End: true,
          Branches: [{ StartAt: 'B', States: { B: pass({ Parameters: { 'x.$': '$.none' } }) } }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'C' }],
        },
        C: pass(),
      },
    ],
    [
      'a Choice that no rule fits',
      { A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'C' }] }, C: pass() },
    ],
  ])('by %s, which nothing catches', (_name, states) => {
    expect(play(states).end).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  it('of one branch stop the others', () => {
    const execution = play({
      A: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'B', States: { B: task() } },
          { StartAt: 'C', States: { C: { Type: 'Wait', Seconds: 9, End: true } } },
        ],
      },
    });
    const effects = execution.tell({
      kind: 'taskFailed',
      task: execution.tasks[0]?.task ?? 0,
      failure: { Error: 'E' },
    });
    expect(execution.lines.slice(-5)).toEqual([
      '8<-6 LambdaFunctionFailed',
      '9<-8 TaskStateAborted',
      '10<-7 WaitStateAborted',
      '11<-8 ParallelStateFailed',
      '12<-11 ExecutionFailed',
    ]);
    expect(effects.some(({ kind }) => kind === 'cancelTimer')).toBe(true);
  });
});

describe('redrive', () => {
  it('does again what failed, and nothing that succeeded', () => {
    const execution = play({
      A: {
        Type: 'Parallel',
        Next: 'Z',
        Branches: [
          { StartAt: 'B', States: { B: task() } },
          { StartAt: 'C', States: { C: task() } },
        ],
      },
      Z: pass(),
    });
    const [b, c] = execution.tasks;
    execution.tell({ kind: 'taskSucceeded', task: b?.task ?? 0, output: '"b"' });
    execution.tell({ kind: 'taskFailed', task: c?.task ?? 0, failure: { Error: 'E' } });
    expect(execution.end?.status).toBe('FAILED');
    execution.tell({ kind: 'redrive' });
    expect(execution.events.find(({ type }) => type === 'ExecutionRedriven')?.details).toEqual({ redriveCount: 1 });
    expect(execution.tasks).toHaveLength(3);
    execution.tell({ kind: 'taskSucceeded', task: execution.tasks[2]?.task ?? 0, output: '"c"' });
    expect(execution.end).toMatchObject({ status: 'SUCCEEDED', output: '["b","c"]' });
  });
});

it('variables are read as at entry, and inner scopes see outer ones', () => {
  const execution = play({
    A: pass({ Assign: { x: 1 }, Next: 'B', End: undefined }),
    B: pass({ Assign: { x: 2, 'y.$': '$x' }, Next: 'C', End: undefined }),
    C: {
      Type: 'Parallel',
      End: true,
      Branches: [{ StartAt: 'D', States: { D: pass({ Parameters: { 'x.$': '$x', 'y.$': '$y' } }) } }],
    },
  });
  expect(execution.end?.output).toBe('[{"x":2,"y":1}]');
});
