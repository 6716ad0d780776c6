import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CreateEventSourceMappingCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { createFunction, lambdaRole, PREPARATION } from '../../../../support/lambda.ts';
import { until } from '../../../../support/until.ts';

const data = mkdtempSync(path.join(os.tmpdir(), 'trestle-lambda-'));
let emulator: TestEmulator;

beforeEach(async () => {
  emulator = await testEmulator({ data });
});
afterEach(() => emulator.stop());
afterAll(() => rmSync(data, { recursive: true, force: true }));

/** The clock of a test begins at the same instant each time; it is moved past what was before. */
const restart = async (): Promise<void> => {
  await emulator.stop();
  emulator = await testEmulator({ data });
  await emulator.clock?.advance(10 * PREPARATION);
};
const queue = async (name: string): Promise<string> => {
  const { QueueUrl = '' } = await new SQSClient(emulator.client).send(new CreateQueueCommand({ QueueName: name }));
  return QueueUrl;
};
/** What lies in a queue, by a client of the emulator as it is now. */
const received = async (name: string): Promise<string[]> => {
  const QueueUrl = `${emulator.endpoint}/000000000000/${name}`;
  const { Messages = [] } = await new SQSClient(emulator.client).send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = '' }) => Body);
};
const teller = (out: string): string => `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
  exports.handler = async (event) => {
    const QueueUrl = process.env.AWS_ENDPOINT_URL + '/000000000000/${out}';
    await new SQSClient({}).send(new SendMessageCommand({ QueueUrl, MessageBody: event.Records?.[0].body ?? event.n }));
  }`;

it('an event that was accepted runs after a restart, if it did not before', async () => {
  await queue('told');
  const Role = await lambdaRole(emulator, 'role', ['sqs:*']);
  await createFunction(emulator, 'teller', teller('told'), { Role, Timeout: 30 });
  const lambda = new LambdaClient(emulator.client);
  await lambda.send(new InvokeCommand({ FunctionName: 'teller', InvocationType: 'Event', Payload: '{"n":"once"}' }));
  await restart();
  const all: string[] = [];
  await until(async () => {
    await emulator.clock?.advance(100);
    all.push(...(await received('told')));
    return all.length > 0;
  });
  expect(new Set(all)).toEqual(new Set(['once']));
});

it('a mapping goes on reading, and what a batch held comes back when its visibility ends', async () => {
  const source = await queue('source');
  await queue('sink');
  const Role = await lambdaRole(emulator, 'reader', ['sqs:*']);
  await createFunction(emulator, 'copier', teller('sink'), { Role, Timeout: 30 });
  await new LambdaClient(emulator.client).send(
    new CreateEventSourceMappingCommand({
      FunctionName: 'copier',
      EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:source',
    }),
  );
  await emulator.clock?.advance(PREPARATION);
  await new SQSClient(emulator.client).send(new SendMessageCommand({ QueueUrl: source, MessageBody: 'first' }));
  await restart();
  await emulator.clock?.advance(PREPARATION);
  const QueueUrl = `${emulator.endpoint}/000000000000/source`;
  await new SQSClient(emulator.client).send(new SendMessageCommand({ QueueUrl, MessageBody: 'second' }));
  const all = new Set<string>();
  await until(async () => {
    await emulator.clock?.advance(100);
    for (const body of await received('sink')) all.add(body);
    return all.size === 2;
  });
  expect([...all].sort()).toEqual(['first', 'second']);
});
