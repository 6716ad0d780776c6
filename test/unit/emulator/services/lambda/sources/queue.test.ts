import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { GetQueueAttributesCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { testEmulator } from '../../../../../support/emulator.ts';
import { createFunction, lambdaRole, PREPARATION } from '../../../../../support/lambda.ts';
import { type SourcesWorld, sourcesWorld } from '../../../../../support/sources-world.ts';
import { until } from '../../../../../support/until.ts';

let world: SourcesWorld;

beforeAll(async () => {
  world = await sourcesWorld(await testEmulator(), ['sqs:*', 'logs:*']);
});
afterAll(() => world.emulator.stop());

const send = (QueueUrl: string, ...bodies: string[]) =>
  world.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl,
      Entries: bodies.map((MessageBody, i) => ({ Id: String(i), MessageBody })),
    }),
  );
async function counts(QueueUrl: string) {
  const { Attributes: a = {} } = await world.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
  );
  return [Number(a.ApproximateNumberOfMessages), Number(a.ApproximateNumberOfMessagesNotVisible)];
}
const reporter = (then = '') => world.reporter<{ Records: Record<string, unknown>[] }>('event', then);

it('hands messages over in the form of AWS and deletes them', async () => {
  const { url, arn } = await world.queue();
  const { name, told } = await reporter();
  const mapping = await world.map({ FunctionName: name, EventSourceArn: arn });
  expect(mapping).toMatchObject({
    State: 'Creating',
    BatchSize: 10,
    MaximumBatchingWindowInSeconds: 0,
    FunctionResponseTypes: [],
    StateTransitionReason: 'USER_INITIATED',
  });
  await world.sqs.send(
    new SendMessageCommand({
      QueueUrl: url,
      MessageBody: 'hello',
      MessageAttributes: {
        n: { DataType: 'Number', StringValue: '1' },
        b: { DataType: 'Binary', BinaryValue: Buffer.from('x') },
      },
    }),
  );
  await until(async () => (await told()).length > 0);
  const [event] = await told();
  expect(event).toEqual({
    Records: [
      {
        messageId: expect.any(String),
        receiptHandle: expect.any(String),
        body: 'hello',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.any(String),
          SenderId: expect.any(String),
          ApproximateFirstReceiveTimestamp: expect.any(String),
        },
        messageAttributes: {
          n: { stringValue: '1', stringListValues: [], binaryListValues: [], dataType: 'Number' },
          b: { binaryValue: 'eA==', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
        },
        md5OfMessageAttributes: expect.any(String),
        md5OfBody: '5d41402abc4b2a76b9719d911017c592',
        eventSource: 'aws:sqs',
        eventSourceARN: arn,
        awsRegion: 'us-east-1',
      },
    ],
  });
  await until(async () => (await counts(url)).every((count) => count === 0));
});

it('leaves what fails to the visibility timeout and the dead letter queue', async () => {
  const dead = await world.queue();
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 2 });
  const { url, arn } = await world.queue({ VisibilityTimeout: '5', RedrivePolicy });
  const { name, told } = await reporter('throw new Error("no")');
  await world.map({ FunctionName: name, EventSourceArn: arn });
  await send(url, 'a');
  for (let times = 1; times <= 2; times++) {
    await until(async () => (await told()).length === times);
    await world.emulator.clock?.advance(5000);
  }
  await until(async () => (await counts(dead.url))[0] === 1);
});

it('deletes what succeeded of a batch, where the function reports the rest', async () => {
  const { url, arn } = await world.queue();
  const { name, told } = await reporter(
    'return { batchItemFailures: event.Records.filter((r) => r.body === "bad").map((r) => ({ itemIdentifier: r.messageId })) }',
  );
  await world.map({ FunctionName: name, EventSourceArn: arn, FunctionResponseTypes: ['ReportBatchItemFailures'] });
  await send(url, 'a', 'bad', 'b');
  await until(async () => (await told()).flatMap(({ Records }) => Records).length >= 3);
  await until(async () => (await counts(url)).join() === '0,1');
});

it.each([
  ['nothing of the sort', '{}', '0,0'],
  ['an unknown message', '{ batchItemFailures: [{ itemIdentifier: "x" }] }', '0,1'],
  ['no identifier', '{ batchItemFailures: [{}] }', '0,1'],
  ['an empty list', '{ batchItemFailures: [] }', '0,0'],
])('takes a report of %s as AWS does', async (_, answer, left) => {
  const { url, arn } = await world.queue();
  const { name, told } = await reporter(`return ${answer}`);
  await world.map({ FunctionName: name, EventSourceArn: arn, FunctionResponseTypes: ['ReportBatchItemFailures'] });
  await send(url, 'a');
  await until(async () => (await told()).length === 1);
  await until(async () => (await counts(url)).join() === left);
});

it('drops what no filter fits', async () => {
  const { url, arn } = await world.queue();
  const { name, told } = await reporter();
  await world.map({
    FunctionName: name,
    EventSourceArn: arn,
    BatchSize: 1,
    FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["a"]}}' }, { Pattern: '{"body":["plain"]}' }] },
  });
  await send(url, '{"kind":"b"}', '{"kind":"a"}', 'other', 'plain');
  await until(async () => (await told()).length === 2);
  await until(async () => (await counts(url)).join() === '0,0');
  const bodies = (await told()).map(({ Records }) => Records[0]?.body).sort();
  expect(bodies).toEqual(['plain', '{"kind":"a"}']);
});

it('gathers a batch for as long as its window', async () => {
  const { url, arn } = await world.queue();
  const { name, told } = await reporter();
  await world.map({ FunctionName: name, EventSourceArn: arn, BatchSize: 20, MaximumBatchingWindowInSeconds: 10 });
  await send(url, 'a');
  await until(async () => (await counts(url))[1] === 1);
  await send(url, 'b');
  await until(async () => (await counts(url))[1] === 2);
  await world.emulator.clock?.advance(11_000);
  await until(async () => (await told()).length === 1);
  expect((await told())[0]?.Records).toHaveLength(2);
});

it('stops when it is disabled or deleted, and goes on when it is enabled', async () => {
  const { url, arn } = await world.queue();
  const { name, told } = await reporter();
  const { UUID = '' } = await world.map({ FunctionName: name, EventSourceArn: arn, Enabled: false });
  expect((await world.lambda.send(new GetEventSourceMappingCommand({ UUID }))).State).toBe('Disabled');
  await send(url, 'a');
  const enabling = await world.lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: true }));
  expect(enabling.State).toBe('Enabling');
  await expect(world.lambda.send(new DeleteEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
    name: 'ResourceInUseException',
  });
  expect(await told()).toEqual([]);
  await world.emulator.clock?.advance(PREPARATION);
  await until(async () => (await told()).length === 1 && (await counts(url)).join() === '0,0');
  expect((await world.lambda.send(new DeleteEventSourceMappingCommand({ UUID }))).State).toBe('Deleting');
  await send(url, 'b');
  await world.emulator.clock?.advance(PREPARATION);
  expect((await counts(url)).join()).toBe('1,0');
  await expect(world.lambda.send(new GetEventSourceMappingCommand({ UUID }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
    message: 'The resource you requested does not exist.',
  });
});

describe('what is refused', () => {
  let name: string;
  let arn: string;
  let fifo: string;
  beforeAll(async () => {
    name = (await reporter()).name;
    ({ arn } = await world.queue());
    fifo = (await world.queue({ FifoQueue: 'true' })).arn;
  });
  it.each<[string, () => Partial<CreateEventSourceMappingCommandInput>, string]>([
    [
      'a large batch without a window',
      () => ({ BatchSize: 11 }),
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    ],
    [
      'a window on a FIFO queue',
      () => ({ EventSourceArn: fifo, MaximumBatchingWindowInSeconds: 1 }),
      'Batching window is not supported for FIFO queues',
    ],
    [
      'a starting position',
      () => ({ StartingPosition: 'LATEST' }),
      'StartingPosition is not valid for SQS event sources.',
    ],
    ['retries', () => ({ MaximumRetryAttempts: 1 }), 'MaximumRetryAttempts is not valid for SQS event sources.'],
    [
      'a pattern that is none',
      () => ({ FilterCriteria: { Filters: [{ Pattern: '{"a":1}' }] } }),
      'Invalid filter pattern definition.',
    ],
    [
      'a queue that is not there',
      () => ({ EventSourceArn: `${arn}-not` }),
      'Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.',
    ],
    [
      'a source of another kind',
      () => ({ EventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s' }),
      'Event sources of kinesis are not available on this endpoint.',
    ],
  ])('%s', async (_, input, message) => {
    const refused = world.lambda.send(
      new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn: arn, ...input() }),
    );
    await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterValueException', message });
  });

  it.each([
    [['sqs:DeleteMessage', 'sqs:GetQueueAttributes'], 'ReceiveMessage'],
    [['sqs:ReceiveMessage', 'sqs:GetQueueAttributes'], 'DeleteMessage'],
    [['sqs:ReceiveMessage', 'sqs:DeleteMessage'], 'GetQueueAttributes'],
  ])('a role with no more than %s', async (actions, call) => {
    const FunctionName = `f${world.next()}`;
    const Role = await lambdaRole(world.emulator, `narrow-${FunctionName}`, actions);
    await createFunction(world.emulator, FunctionName, 'exports.handler = async () => {}', { Role });
    const refused = world.lambda.send(new CreateEventSourceMappingCommand({ FunctionName, EventSourceArn: arn }));
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: `The provided execution role does not have permissions to call ${call} on SQS`,
    });
  });

  it('a timeout longer than the visibility, and the same mapping twice', async () => {
    const slow = `f${world.next()}`;
    await createFunction(world.emulator, slow, '', { Role: world.role, Timeout: 60 });
    await expect(
      world.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: slow, EventSourceArn: arn })),
    ).rejects.toMatchObject({
      message: 'Queue visibility timeout: 30 seconds is less than Function timeout: 60 seconds',
    });
    const { UUID } = await world.map({ FunctionName: name, EventSourceArn: arn });
    await expect(
      world.lambda.send(new CreateEventSourceMappingCommand({ FunctionName: name, EventSourceArn: arn })),
    ).rejects.toMatchObject({
      name: 'ResourceConflictException',
      message: `An event source mapping with SQS arn (" ${arn} ") and function (" ${name} ") already exists. Please update or delete the existing mapping with UUID ${UUID}`,
    });
  });
});
