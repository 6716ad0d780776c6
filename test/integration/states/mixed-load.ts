import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateFunctionCommand, LambdaClient, waitUntilFunctionActiveV2 } from '@aws-sdk/client-lambda';
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
import { zipOf } from '../../support/lambda.ts';
import { KINDS, wait } from './kinds.ts';

/** What every SDK client is made with. */
export interface ClientOptions {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: ['states.amazonaws.com', 'lambda.amazonaws.com'] },
      Action: 'sts:AssumeRole',
    },
  ],
});
const ALL = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] });

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
    ['LambdaFunctionSucceeded', 'LambdaFunctionScheduled'],
    ['StateExited', 'StateEntered'],
    ['MapIterationSucceeded', 'MapIterationStarted'],
    ['ExecutionSucceeded', 'ExecutionStarted'],
  ].flatMap(([after = '', before = '']) =>
    count(after) > count(before) ? [`${after} more often than ${before}`] : [],
  );
}

/** A function that doubles a number, when it can be called. */
async function createFunction(options: ClientOptions, role: string): Promise<string> {
  const lambda = new LambdaClient(options);
  const code = 'exports.handler = async ({ n }) => ({ n: 2 * n });';
  const { FunctionArn = '' } = await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'double',
      Role: role,
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Timeout: 60,
      Code: { ZipFile: zipOf({ 'index.js': code }) },
    }),
  );
  await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 30, minDelay: 1 }, { FunctionName: 'double' });
  return FunctionArn;
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
  const functionArn = await createFunction(options, Role?.Arn ?? '');
  const machines = new Map<string, string>();
  for (const [kind, { states }] of Object.entries(KINDS))
    machines.set(kind, await create(kind, states({ queueUrl, childArn, functionArn })));

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
