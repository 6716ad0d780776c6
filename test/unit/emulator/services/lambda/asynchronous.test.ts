import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import * as L from '@aws-sdk/client-lambda';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { createFunction, lambdaRole } from '../../../../support/lambda.ts';
import { until } from '../../../../support/until.ts';

const MINUTE = 60_000;
const ACCOUNT = '000000000000';

let emulator: TestEmulator;
let lambda: L.LambdaClient;
let sqs: SQSClient;
let Role: string;
let serial = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  lambda = new L.LambdaClient(emulator.client);
  sqs = new SQSClient(emulator.client);
  Role = await lambdaRole(emulator, 'sender', ['sqs:*', 'sns:*', 'lambda:*', 'events:*', 'logs:*']);
});
afterAll(() => emulator.stop());

async function queue() {
  const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: `q${++serial}` }));
  const all: { body: unknown; attributes: Record<string, string | undefined> }[] = [];
  return {
    url: QueueUrl,
    arn: `arn:aws:sqs:us-east-1:${ACCOUNT}:${QueueUrl.split('/').at(-1)}`,
    async received() {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: 10,
          VisibilityTimeout: 43_200,
          MessageAttributeNames: ['All'],
        }),
      );
      for (const { Body = '', MessageAttributes = {} } of Messages) {
        const attributes = Object.fromEntries(
          Object.entries(MessageAttributes).map(([name, value]) => [name, value.StringValue]),
        );
        all.push({ body: JSON.parse(Body) as unknown, attributes });
      }
      return all;
    },
  };
}

/** A function that tells a queue of each attempt and then does what `then` says. */
async function attempts(then: string, more: Partial<L.CreateFunctionCommandInput> = {}) {
  const out = await queue();
  const name = `f${++serial}`;
  const code = `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
    const sqs = new SQSClient({});
    exports.handler = async (event, context) => {
      await sqs.send(new SendMessageCommand({ QueueUrl: ${JSON.stringify(out.url)}, MessageBody: JSON.stringify(context.awsRequestId) }));
      ${then}
    }`;
  const arn = await createFunction(emulator, name, code, { Role, Timeout: 900, ...more });
  return { name, arn, ids: async () => (await out.received()).map(({ body }) => body) };
}

async function invoke(FunctionName: string, event: unknown = {}) {
  const Payload = JSON.stringify(event);
  const {
    StatusCode,
    Payload: answer,
    $metadata,
  } = await lambda.send(new L.InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
  expect([StatusCode, Buffer.from(answer ?? []).length]).toEqual([202, 0]);
  return $metadata.requestId;
}
const configure = (FunctionName: string, more: Partial<L.PutFunctionEventInvokeConfigCommandInput>) =>
  lambda.send(new L.PutFunctionEventInvokeConfigCommand({ FunctionName, ...more }));

it('runs what it has accepted, tells the success destination, under one request id', async () => {
  const ok = await queue();
  const { name, arn, ids } = await attempts('return { done: event.n }');
  const config = await configure(name, { DestinationConfig: { OnSuccess: { Destination: ok.arn } } });
  expect(config).toMatchObject({
    FunctionArn: `${arn}:$LATEST`,
    DestinationConfig: { OnSuccess: { Destination: ok.arn }, OnFailure: {} },
  });
  const requestId = await invoke(name, { n: 1 });
  await until(async () => (await ok.received()).length === 1);
  expect(await ids()).toEqual([requestId]);
  expect((await ok.received())[0]?.body).toEqual({
    version: '1.0',
    timestamp: expect.stringMatching(/^2026-11-23T/),
    requestContext: { requestId, functionArn: `${arn}:$LATEST`, condition: 'Success', approximateInvokeCount: 1 },
    requestPayload: { n: 1 },
    responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    responsePayload: { done: 1 },
  });
});

it('tries twice more, after one minute and after two, then tells failure destination and dead letter queue', async () => {
  const [failed, dead] = [await queue(), await queue()];
  const { name, arn, ids } = await attempts('throw new Error("no")', { DeadLetterConfig: { TargetArn: dead.arn } });
  await configure(name, { DestinationConfig: { OnFailure: { Destination: failed.arn } } });
  const requestId = await invoke(name, { n: 1 });
  await until(async () => (await ids()).length === 1);
  const waits = [];
  for (let times = 2; times <= 3; times++) {
    const from = emulator.clock?.now() ?? 0;
    await until(async () => {
      await emulator.clock?.advance(5000);
      return (await ids()).length === times;
    });
    waits.push(((emulator.clock?.now() ?? 0) - from) / MINUTE);
  }
  expect(waits[0]).toBeGreaterThanOrEqual(1);
  expect(waits[1]).toBeGreaterThanOrEqual(2);
  await until(async () => (await failed.received()).length === 1 && (await dead.received()).length === 1);
  expect(await ids()).toEqual([requestId, requestId, requestId]);
  expect((await failed.received())[0]?.body).toMatchObject({
    requestContext: {
      requestId,
      functionArn: `${arn}:$LATEST`,
      condition: 'RetriesExhausted',
      approximateInvokeCount: 3,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    responsePayload: { errorType: 'Error', errorMessage: 'no' },
  });
  expect((await dead.received())[0]).toEqual({
    body: { n: 1 },
    attributes: { RequestID: requestId, ErrorCode: '200', ErrorMessage: 'no' },
  });
});

it.each<[string, Partial<L.PutFunctionEventInvokeConfigCommandInput>, string]>([
  ['after no retry at all', { MaximumRetryAttempts: 0 }, 'RetriesExhausted'],
  ['when the next retry would come too late', { MaximumEventAgeInSeconds: 60 }, 'EventAgeExceeded'],
])('gives up %s', async (_, config, condition) => {
  const failed = await queue();
  const { name } = await attempts('throw new Error("no")');
  await configure(name, { ...config, DestinationConfig: { OnFailure: { Destination: failed.arn } } });
  await invoke(name);
  await emulator.clock?.advance(1000);
  await until(async () => (await failed.received()).length === 1);
  expect((await failed.received())[0]?.body).toMatchObject({
    requestContext: { condition, approximateInvokeCount: 1 },
  });
});

it('gives up at once where no concurrency is reserved, and without an answer', async () => {
  const [failed, dead] = [await queue(), await queue()];
  const { name } = await attempts('', { DeadLetterConfig: { TargetArn: dead.arn } });
  await configure(name, { DestinationConfig: { OnFailure: { Destination: failed.arn } } });
  await lambda.send(new L.PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 0 }));
  await invoke(name);
  await until(async () => (await failed.received()).length === 1);
  const [record] = await failed.received();
  expect(record?.body).toMatchObject({
    requestContext: { condition: 'ZeroReservedConcurrency', approximateInvokeCount: 0 },
  });
  expect(record?.body).not.toHaveProperty('responsePayload');
});

it('waits while the function is throttled, and does not count that', async () => {
  const { name, ids } = await attempts('await new Promise((done) => setTimeout(done, 50))');
  await lambda.send(new L.PutFunctionConcurrencyCommand({ FunctionName: name, ReservedConcurrentExecutions: 1 }));
  for (let n = 0; n < 3; n++) await invoke(name);
  await until(async () => {
    await emulator.clock?.advance(1000);
    return new Set(await ids()).size === 3;
  });
});

it('sends to another function and to an event bus', async () => {
  const second = await attempts('return event.responsePayload');
  const chained = await attempts('return "for the second"');
  await configure(chained.name, { DestinationConfig: { OnSuccess: { Destination: second.arn } } });
  await invoke(chained.name);
  await until(async () => (await second.ids()).length === 1);

  const events = new EventBridgeClient(emulator.client);
  const { EventBusArn = '' } = await events.send(new CreateEventBusCommand({ Name: 'records' }));
  const seen = await queue();
  const { RuleArn } = await events.send(
    new PutRuleCommand({ Name: 'r', EventBusName: 'records', EventPattern: '{"source":["lambda"]}' }),
  );
  const allow = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: seen.arn,
    Condition: { ArnEquals: { 'aws:SourceArn': RuleArn } },
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [allow] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: seen.url, Attributes: { Policy } }));
  await events.send(
    new PutTargetsCommand({ Rule: 'r', EventBusName: 'records', Targets: [{ Id: 't', Arn: seen.arn }] }),
  );
  await configure(chained.name, { DestinationConfig: { OnSuccess: { Destination: EventBusArn } } });
  await invoke(chained.name);
  await until(async () => {
    await emulator.clock?.advance(100);
    return (await seen.received()).length === 1;
  });
  expect((await seen.received())[0]?.body).toMatchObject({
    source: 'lambda',
    'detail-type': 'Lambda Function Invocation Result - Success',
    resources: [EventBusArn, `${chained.arn}:$LATEST`],
    detail: { requestContext: { condition: 'Success' }, responsePayload: 'for the second' },
  });
});

describe('a configuration', () => {
  const own = (name: string) => `arn:aws:lambda:us-east-1:${ACCOUNT}:function:${name}`;
  it.each<[string, (name: string) => Partial<L.PutFunctionEventInvokeConfigCommandInput>, (name: string) => string]>([
    [
      'of nothing is refused',
      () => ({}),
      () => 'You must specify at least one of error handling or destination setting.',
    ],
    [
      'that leads back to the function is refused',
      (name) => ({ DestinationConfig: { OnSuccess: { Destination: own(name) } } }),
      (name) =>
        `The provided destination config DestinationConfig(onSuccess=OnSuccess(destination=${own(name)}), onFailure=null) is invalid.`,
    ],
    [
      'that leads to no function is refused',
      () => ({ DestinationConfig: { OnFailure: { Destination: own('none') } } }),
      () =>
        `The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=${own('none')})) is invalid.`,
    ],
    [
      'that leads to a FIFO queue is refused',
      () => ({ DestinationConfig: { OnFailure: { Destination: `arn:aws:sqs:us-east-1:${ACCOUNT}:q.fifo` } } }),
      () =>
        `The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=arn:aws:sqs:us-east-1:${ACCOUNT}:q.fifo)) is invalid.`,
    ],
  ])('%s', async (_, input, message) => {
    const name = `f${++serial}`;
    await createFunction(emulator, name, '', { Role });
    await expect(configure(name, input(name))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: message(name),
    });
  });

  it('whose destination the role may not reach is refused', async () => {
    await createFunction(emulator, 'shy', '');
    const Destination = `arn:aws:sqs:us-east-1:${ACCOUNT}:some`;
    await expect(configure('shy', { DestinationConfig: { OnFailure: { Destination } } })).rejects.toMatchObject({
      message: `The function's execution role does not have permissions to call SendMessage on ${Destination}`,
    });
  });

  it('is updated in part, listed, and deleted', async () => {
    const { name, arn } = await attempts('');
    const missing = {
      name: 'ResourceNotFoundException',
      message: `The function ${arn}:$LATEST doesn't have an EventInvokeConfig`,
    };
    await expect(lambda.send(new L.GetFunctionEventInvokeConfigCommand({ FunctionName: name }))).rejects.toMatchObject(
      missing,
    );
    await configure(name, { MaximumRetryAttempts: 1 });
    await lambda.send(
      new L.UpdateFunctionEventInvokeConfigCommand({ FunctionName: name, MaximumEventAgeInSeconds: 90 }),
    );
    const { FunctionEventInvokeConfigs } = await lambda.send(
      new L.ListFunctionEventInvokeConfigsCommand({ FunctionName: name }),
    );
    expect(FunctionEventInvokeConfigs).toMatchObject([
      { FunctionArn: `${arn}:$LATEST`, MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 90 },
    ]);
    await lambda.send(new L.DeleteFunctionEventInvokeConfigCommand({ FunctionName: name }));
    await expect(
      lambda.send(new L.DeleteFunctionEventInvokeConfigCommand({ FunctionName: name })),
    ).rejects.toMatchObject(missing);
  });
});
