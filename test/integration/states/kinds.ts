export const wait = (Seconds: number, more: object = { End: true }) => ({ Type: 'Wait', Seconds, ...more });
const pass = (more: object = {}) => ({ Type: 'Pass', End: true, ...more });

interface Places {
  readonly queueUrl: string;
  readonly childArn: string;
  readonly functionArn: string;
}

/** A kind of machine, and what an execution of it with the input `{ n }` comes to. */
interface Kind {
  readonly states: (places: Places) => object;
  readonly output: (n: number) => unknown;
}

export const KINDS: Readonly<Record<string, Kind>> = {
  passes: {
    states: () => ({ A: pass({ Parameters: { 'm.$': 'States.MathAdd($.n, 1)' } }) }),
    output: (n) => ({ m: n + 1 }),
  },
  waits: { states: () => ({ A: wait(1, { Next: 'B' }), B: pass() }), output: (n) => ({ n }) },
  parallel: {
    states: () => ({
      A: {
        Type: 'Parallel',
        End: true,
        Branches: [
          { StartAt: 'B', States: { B: wait(1) } },
          { StartAt: 'C', States: { C: pass({ Result: 'c' }) } },
        ],
      },
    }),
    output: (n) => [{ n }, 'c'],
  },
  items: {
    states: () => ({
      A: pass({ Parameters: { 'items.$': 'States.ArrayRange(1, 5, 1)' }, Next: 'B', End: undefined }),
      B: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: 2,
        ItemProcessor: { StartAt: 'C', States: { C: wait(1, { Next: 'D' }), D: pass() } },
        End: true,
      },
    }),
    output: () => [1, 2, 3, 4, 5],
  },
  children: {
    states: () => ({
      A: pass({ Parameters: { 'items.$': 'States.ArrayRange(1, 6, 1)' }, Next: 'B', End: undefined }),
      B: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: 2,
        ItemProcessor: {
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
          StartAt: 'C',
          States: { C: wait(1) },
        },
        End: true,
      },
    }),
    output: () => [1, 2, 3, 4, 5, 6],
  },
  callback: {
    states: ({ queueUrl }) => ({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
        Parameters: { QueueUrl: queueUrl, MessageBody: { 'token.$': '$$.Task.Token', 'n.$': '$.n' } },
        End: true,
      },
    }),
    output: (n) => ({ answered: n }),
  },
  function: {
    states: ({ functionArn }) => ({
      A: { Type: 'Task', Resource: functionArn, ResultPath: '$.first', Next: 'B' },
      B: { Type: 'Task', Resource: functionArn, InputPath: '$.first', End: true },
    }),
    output: (n) => ({ n: 4 * n }),
  },
  child: {
    states: ({ childArn }) => ({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: childArn, 'Input.$': '$' },
        OutputPath: '$.Output',
        End: true,
      },
    }),
    output: (n) => ({ n }),
  },
};
