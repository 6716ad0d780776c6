import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

/** What every SDK client is made with. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const ALL = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

const wait = (Seconds: number, more: object = { End: true }) => ({ Type: 'Wait', Seconds, ...more });
const pass = (more: object = {}) => ({ Type: 'Pass', End: true, ...more });

/** A kind of machine, and what an execution of it with the input `{ n }` comes to. */
interface Kind {
  readonly states: (places: { readonly queueUrl: string; readonly childArn: string }) => object;
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

/** Executions of all kinds on one emulator, through all its lives. */
export interface MixedLoad {
  /** Starts executions and answers callbacks until it is told to end. Errors are what a kill looks like. */
  run(signal: AbortSignal): Promise<void>;
  /** Those whose start was answered: kind and number by ARN. */
  readonly started: ReadonlyMap<string, { readonly kind: string; readonly n: number }>;
  /** Waits for all of them, and says what is not as it should be. */
  judge(): Promise<string[]>;
}

const turn = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

/** Of the events of one execution: results that were used, or states that were left, more often than there were any. */
function repeated(events: readonly HistoryEvent[]): string[] {
  const count = (ending: string): number => events.filter(({ type = '' }) => type.endsWith(ending)).length;
  return [
    ['TaskSucceeded', 'TaskScheduled'],
    ['StateExited', 'StateEntered'],
    ['MapIterationSucceeded', 'MapIterationStarted'],
    ['ExecutionSucceeded', 'ExecutionStarted'],
  ].flatMap(([after = '', before = '']) =>
    count(after) > count(before) ? [`${after} more often than ${before}`] : [],
  );
}

export async function createMixedLoad(options: ClientOptions): Promise<MixedLoad> {
  const [sfn, sqs, iam] = [new SFNClient(options), new SQSClient(options), new IAMClient(options)];
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'crash', AssumeRolePolicyDocument: TRUST }));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'crash', PolicyName: 'all', PolicyDocument: ALL }));
  const { QueueUrl: queueUrl = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName: 'crash', Attributes: { VisibilityTimeout: '1' } }),
  );
  const create = async (name: string, states: object): Promise<string> => {
    const definition = JSON.stringify({ StartAt: Object.keys(states)[0], States: states });
    const made = await sfn.send(new CreateStateMachineCommand({ name, definition, roleArn: Role?.Arn ?? '' }));
    return made.stateMachineArn ?? '';
  };
  const childArn = await create('the-child', { A: wait(1) });
  const machines = new Map<string, string>();
  for (const [kind, { states }] of Object.entries(KINDS))
    machines.set(kind, await create(kind, states({ queueUrl, childArn })));

  const started = new Map<string, { kind: string; n: number }>();
  let serial = 0;
  const startOne = async (kind: string): Promise<void> => {
    const n = ++serial;
    const input = JSON.stringify({ n });
    const request = { stateMachineArn: machines.get(kind) ?? '', name: `e${n}`, input };
    const { executionArn = '' } = await sfn.send(new StartExecutionCommand(request));
    started.set(executionArn, { kind, n });
  };
  const answerCallbacks = async (): Promise<void> => {
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 }),
    );
    for (const { Body = '', ReceiptHandle } of Messages) {
      const { token, n } = JSON.parse(Body) as { token: string; n: number };
      const answer = new SendTaskSuccessCommand({ taskToken: token, output: JSON.stringify({ answered: n }) });
      // A task that is over was answered before the last kill.
      await sfn.send(answer).catch((error: Error) => {
        if (error.name !== 'TaskTimedOut') throw error;
      });
      await sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl, ReceiptHandle }));
    }
  };
  const repeatUntil = async (signal: AbortSignal, act: () => Promise<void>): Promise<void> => {
    while (!signal.aborted) {
      await act().catch(() => undefined);
      await turn();
    }
  };

  return {
    started,
    async run(signal) {
      const starters = [...machines.keys()].map((kind) => repeatUntil(signal, () => startOne(kind)));
      await Promise.all([...starters, repeatUntil(signal, answerCallbacks)]);
    },
    async judge() {
      const wrong: string[] = [];
      const ending = new AbortController();
      const answering = repeatUntil(ending.signal, answerCallbacks);
      for (const [executionArn, { kind, n }] of started) {
        let found = await sfn.send(new DescribeExecutionCommand({ executionArn }));
        while (found.status === 'RUNNING') {
          await turn();
          found = await sfn.send(new DescribeExecutionCommand({ executionArn }));
        }
        const expected = JSON.stringify(KINDS[kind]?.output(n));
        if (found.status !== 'SUCCEEDED' || JSON.stringify(JSON.parse(found.output ?? 'null')) !== expected) {
          wrong.push(`${kind} ${n}: ${found.status} ${found.error ?? ''} ${found.cause ?? ''} ${found.output ?? ''}`);
        }
        const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
        wrong.push(...repeated(events).map((what) => `${kind} ${n}: ${what}`));
      }
      ending.abort();
      await answering;
      return wrong;
    },
  };
}
