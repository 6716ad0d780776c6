import { CreateTableCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  GetEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { testEmulator } from '../../../../../support/emulator.ts';
import { createFunction } from '../../../../../support/lambda.ts';
import { type SourcesWorld, sourcesWorld } from '../../../../../support/sources-world.ts';

let world: SourcesWorld;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  world = await sourcesWorld(await testEmulator(), ['dynamodb:*', 'sqs:*', 'logs:*']);
  dynamodb = new DynamoDBClient(world.emulator.client);
});
afterAll(() => world.emulator.stop());

async function table() {
  const TableName = `table${world.next()}`;
  const { TableDescription } = await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' },
    }),
  );
  await world.emulator.clock?.advance(5000);
  const arn = TableDescription?.LatestStreamArn ?? '';
  const put = async (...ids: string[]) => {
    for (const id of ids)
      await dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: id }, n: { N: String(world.next()) } } }));
  };
  return { arn, put };
}

/** The clock goes on by quarters of a second until the answer is true. */
async function inTime(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    await world.emulator.clock?.advance(250);
    for (let turn = 0; turn < 5; turn++) await new Promise((done) => setImmediate(done));
  }
}

/** A function that tells a queue the ids of each batch, and then does what `then` says, which knows them as `ids`. */
async function reporter(then = '') {
  const ids = 'event.Records.map((r) => r.dynamodb.Keys.id.S)';
  // The clock runs ahead of the thread; the longest timeout leaves it time.
  const { name, told } = await world.reporter(`{ ids: ${ids}, event }`, `const ids = ${ids}; ${then}`, {
    Timeout: 900,
  });
  const batches = async () => (await told()).map(({ ids }) => (ids as string[]).join(''));
  return { name, batches, events: told };
}
const map = (input: CreateEventSourceMappingCommandInput) => world.map({ StartingPosition: 'TRIM_HORIZON', ...input });

it('hands records over in their order, in the form of AWS', async () => {
  const { arn, put } = await table();
  const { name, batches, events } = await reporter();
  await put('a', 'b');
  const mapping = await map({ FunctionName: name, EventSourceArn: arn });
  expect(mapping).toMatchObject({
    State: 'Creating',
    StateTransitionReason: 'User action',
    BatchSize: 100,
    ParallelizationFactor: 1,
    MaximumRecordAgeInSeconds: -1,
    MaximumRetryAttempts: -1,
    BisectBatchOnFunctionError: false,
    DestinationConfig: { OnFailure: {} },
    LastProcessingResult: 'No records processed',
    TumblingWindowInSeconds: 0,
  });
  await inTime(async () => (await batches()).join() === 'ab');
  expect((await events())[0]).toMatchObject({
    event: {
      Records: [
        {
          eventID: expect.any(String),
          eventName: 'INSERT',
          eventVersion: '1.1',
          eventSource: 'aws:dynamodb',
          awsRegion: 'us-east-1',
          dynamodb: {
            Keys: { id: { S: 'a' } },
            NewImage: { id: { S: 'a' }, n: { N: expect.any(String) } },
            SequenceNumber: expect.any(String),
            StreamViewType: 'NEW_IMAGE',
          },
          eventSourceARN: arn,
        },
        {},
      ],
    },
  });
  await put('c');
  await inTime(async () => (await batches()).join() === 'ab,c');
  const { LastProcessingResult } = await world.lambda.send(new GetEventSourceMappingCommand({ UUID: mapping.UUID }));
  expect(LastProcessingResult).toBe('OK');
});

it('begins with what is new where it is to begin with the latest', async () => {
  const { arn, put } = await table();
  const { name, batches } = await reporter();
  await put('old');
  await map({ FunctionName: name, EventSourceArn: arn, StartingPosition: 'LATEST' });
  await world.emulator.clock?.advance(1000);
  await put('new');
  await inTime(async () => (await batches()).join() === 'new');
});

it('tries a batch again until it succeeds, and lets nothing pass it', async () => {
  const { arn, put } = await table();
  const { name, batches } = await reporter('globalThis.n = (globalThis.n ?? 0) + 1; if (n < 3) throw new Error("no")');
  await put('a', 'b');
  await map({ FunctionName: name, EventSourceArn: arn, BatchSize: 1 });
  await inTime(async () => (await batches()).join() === 'a,a,a,b');
});

it('gives up after so many attempts and tells the failure destination', async () => {
  const { arn, put } = await table();
  const { name, batches } = await reporter('if (ids.includes("bad")) throw new Error("no")');
  const failures = await world.queue();
  const mapping = await map({
    FunctionName: name,
    EventSourceArn: arn,
    BatchSize: 2,
    MaximumRetryAttempts: 1,
    DestinationConfig: { OnFailure: { Destination: failures.arn } },
  });
  await put('a', 'bad', 'b');
  await inTime(async () => (await batches()).at(-1) === 'b');
  const [first] = await failures.received();
  expect(first).toEqual({
    requestContext: {
      requestId: expect.any(String),
      functionArn: mapping.FunctionArn,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 2,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: expect.any(String),
    DDBStreamBatchInfo: {
      shardId: expect.stringMatching(/^shardId-/),
      startSequenceNumber: expect.any(String),
      endSequenceNumber: expect.any(String),
      approximateArrivalOfFirstRecord: expect.stringMatching(/^2026-11-23T/),
      approximateArrivalOfLastRecord: expect.stringMatching(/^2026-11-23T/),
      batchSize: expect.any(Number),
      streamArn: arn,
    },
  });
});

it('splits a failing batch until the bad record stands alone', async () => {
  const { arn, put } = await table();
  const { name, batches } = await reporter('if (ids.includes("x")) throw new Error("no")');
  await put('a', 'b', 'x', 'c');
  await map({ FunctionName: name, EventSourceArn: arn, BisectBatchOnFunctionError: true, MaximumRetryAttempts: 0 });
  await inTime(async () => (await batches()).join() === 'abxc,ab,xc,x,c' || (await batches()).length > 5);
  expect(await batches()).toEqual(['abxc', 'ab', 'xc', 'x', 'c']);
});

it('goes on from the first record that is reported as failed', async () => {
  const { arn, put } = await table();
  const { name, batches } = await reporter(
    'const at = ids.indexOf("b"); globalThis.n = (globalThis.n ?? 0) + 1; return { batchItemFailures: at >= 0 && n < 2 ? [{ itemIdentifier: event.Records[at].dynamodb.SequenceNumber }] : [] }',
  );
  await put('a', 'b', 'c');
  await map({ FunctionName: name, EventSourceArn: arn, FunctionResponseTypes: ['ReportBatchItemFailures'] });
  await inTime(async () => (await batches()).join() === 'abc,bc');
});

it('leaves out what is too old and what no filter fits', async () => {
  const { arn, put } = await table();
  const { name, batches } = await reporter();
  await put('old', 'skip');
  await world.emulator.clock?.advance(120_000);
  await put('skip', 'new');
  await map({
    FunctionName: name,
    EventSourceArn: arn,
    MaximumRecordAgeInSeconds: 60,
    FilterCriteria: { Filters: [{ Pattern: '{"dynamodb":{"Keys":{"id":{"S":["old","new"]}}}}' }] },
  });
  await inTime(async () => (await batches()).join() === 'new');
});

it('keeps the order of each item where batches run side by side', async () => {
  const { arn, put } = await table();
  const { name, batches } = await reporter('await new Promise((done) => setTimeout(done, Math.random() * 5))');
  await put('a', 'b', 'c', 'd', 'a', 'b', 'c', 'd');
  await map({ FunctionName: name, EventSourceArn: arn, BatchSize: 1, ParallelizationFactor: 4 });
  await inTime(async () => (await batches()).length === 8);
  expect((await batches()).sort().join('')).toBe('aabbccdd');
});

describe('what is refused', () => {
  it.each<[string, Partial<CreateEventSourceMappingCommandInput>, string]>([
    [
      'no starting position',
      { StartingPosition: undefined },
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    ],
    [
      'a time to start from',
      { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: new Date(0) },
      'Unsupported starting position for arn type: ARN',
    ],
    [
      'a time without that position',
      { StartingPosition: 'LATEST', StartingPositionTimestamp: new Date(0) },
      'Timestamp only valid with StartingPosition AT_TIMESTAMP',
    ],
    [
      'a scaling configuration',
      { ScalingConfig: { MaximumConcurrency: 2 } },
      'ScalingConfig is only valid for SQS event sources.',
    ],
    [
      'a stream that is not there',
      { EventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026' },
      'Stream not found: arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026',
    ],
    ['a table', { EventSourceArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/none' }, 'Unrecognized event source.'],
    [
      'a destination of another kind',
      { DestinationConfig: { OnFailure: { Destination: 'arn:aws:lambda:us-east-1:000000000000:function:f' } } },
      'The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=arn:aws:lambda:us-east-1:000000000000:function:f)) is invalid.',
    ],
  ])('%s', async (_, input, message) => {
    const { arn } = await table();
    const { name } = await reporter();
    const refused = world.lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: name,
        EventSourceArn: arn,
        StartingPosition: 'LATEST',
        ...input,
      }),
    );
    await expect(refused).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: message.replace('ARN', arn),
    });
  });

  it('a role that may not read the stream', async () => {
    const { arn } = await table();
    await createFunction(world.emulator, 'blind', '');
    const input = { FunctionName: 'blind', EventSourceArn: arn, StartingPosition: 'LATEST' as const };
    await expect(world.lambda.send(new CreateEventSourceMappingCommand(input))).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      message: `Cannot access stream ${arn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
    });
  });
});
