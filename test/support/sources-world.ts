import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  type CreateFunctionCommandInput,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { TestEmulator } from './emulator.ts';
import { createFunction, lambdaRole, PREPARATION } from './lambda.ts';

/** Functions that read a source and tell a queue what they got. */
export type SourcesWorld = Awaited<ReturnType<typeof sourcesWorld>>;

/** @param actions what the functions' role may do to everything */
export async function sourcesWorld(emulator: TestEmulator, actions: readonly string[]) {
  const lambda = new LambdaClient(emulator.client);
  const sqs = new SQSClient(emulator.client);
  const role = await lambdaRole(emulator, 'reader', actions);
  let serial = 0;
  const next = (): number => ++serial;

  async function queue<T = Record<string, unknown>>(Attributes: Record<string, string> = {}) {
    const QueueName = `q${next()}${Attributes.FifoQueue ? '.fifo' : ''}`;
    const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
    const all: T[] = [];
    return {
      url,
      arn: `arn:aws:sqs:us-east-1:000000000000:${QueueName}`,
      /** All that came so far; each message is read once. */
      async received(): Promise<T[]> {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, VisibilityTimeout: 43_200 }),
        );
        all.push(...Messages.map(({ Body = '' }) => JSON.parse(Body) as T));
        return all;
      },
    };
  }

  return {
    emulator,
    lambda,
    sqs,
    role,
    next,
    queue,
    /**
     * A function that tells a queue of each call, and then does what `then` says.
     * @param told an expression over `event`
     */
    async reporter<T = Record<string, unknown>>(
      told: string,
      then: string,
      more: Partial<CreateFunctionCommandInput> = {},
    ): Promise<{ readonly name: string; readonly told: () => Promise<T[]> }> {
      const out = await queue<T>();
      const name = `f${next()}`;
      const code = `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
        const sqs = new SQSClient({});
        exports.handler = async (event) => {
          await sqs.send(new SendMessageCommand({ QueueUrl: ${JSON.stringify(out.url)}, MessageBody: JSON.stringify(${told}) }));
          ${then}
        }`;
      await createFunction(emulator, name, code, { Role: role, ...more });
      return { name, told: out.received };
    },
    /** Lets a function read a source, and waits until it does. */
    async map(input: CreateEventSourceMappingCommandInput) {
      const mapping = await lambda.send(new CreateEventSourceMappingCommand(input));
      await emulator.clock?.advance(PREPARATION);
      return mapping;
    },
  };
}
