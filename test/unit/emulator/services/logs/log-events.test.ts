import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
  PutResourcePolicyCommand,
  PutRetentionPolicyCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

const NOON = Date.UTC(2026, 10, 23, 12);
const place = { logGroupName: 'group', logStreamName: 'stream' };
const line = (message: string, timestamp = NOON) => ({ message, timestamp });
let emulator: TestEmulator;
let client: CloudWatchLogsClient;

beforeAll(async () => {
  emulator = await testEmulator();
  client = new CloudWatchLogsClient(emulator.client);
  await client.send(new CreateLogGroupCommand(place));
  await client.send(new CreateLogStreamCommand(place));
});
afterAll(() => emulator.stop());

const put = (logEvents: { message: string; timestamp: number }[]) =>
  client.send(new PutLogEventsCommand({ ...place, logEvents }));

// Ids once were filled up with a digit that they may begin with: 5 and 35 looked alike.
test('no two lines have one id', async () => {
  await put(Array.from({ length: 400 }, (_, i) => line(`line ${i}`)));
  const ids = new Set<string>();
  let lines = 0;
  for await (const { events = [] } of paginateFilterLogEvents(
    { client, pageSize: 7 },
    { logGroupName: 'group', limit: 7 },
  ))
    for (const { eventId = '' } of events) {
      lines++;
      ids.add(eventId);
    }
  expect([lines, ids.size]).toEqual([400, 400]);
});

test('lines are found by a pattern and within a time', async () => {
  await put([line('{"level":"ERROR","took":12}', NOON + 1000), line('{"level":"INFO","took":3}', NOON + 2000)]);
  const find = async (filterPattern: string, startTime = 0) =>
    (await client.send(new FilterLogEventsCommand({ logGroupName: 'group', filterPattern, startTime }))).events?.length;
  expect(await find('{ $.level = "ERROR" }')).toBe(1);
  expect(await find('{ $.took < 20 }', NOON + 1500)).toBe(1);
  expect(await find('"line 399"')).toBe(1);
  expect(await find('nowhere')).toBe(0);
});

test.each<[string, string, () => Promise<unknown>]>([
  ['a group twice', 'ResourceAlreadyExistsException', () => client.send(new CreateLogGroupCommand(place))],
  ['a stream twice', 'ResourceAlreadyExistsException', () => client.send(new CreateLogStreamCommand(place))],
  [
    'a group with a space',
    'InvalidParameterException',
    () => client.send(new CreateLogGroupCommand({ logGroupName: 'a b' })),
  ],
  [
    'a stream with a colon',
    'InvalidParameterException',
    () => client.send(new CreateLogStreamCommand({ ...place, logStreamName: 'a:b' })),
  ],
  [
    'lines for no group',
    'ResourceNotFoundException',
    () => client.send(new PutLogEventsCommand({ ...place, logGroupName: 'none', logEvents: [line('x')] })),
  ],
  [
    'lines for no stream',
    'ResourceNotFoundException',
    () => client.send(new PutLogEventsCommand({ ...place, logStreamName: 'none', logEvents: [line('x')] })),
  ],
  ['no lines', 'InvalidParameterException', () => put([])],
  ['an empty line', 'InvalidParameterException', () => put([line('')])],
  ['lines out of order', 'InvalidParameterException', () => put([line('b', NOON + 1), line('a')])],
  ['lines of more than a day', 'InvalidParameterException', () => put([line('a', NOON - 86_400_001), line('b')])],
  [
    'more than a megabyte',
    'InvalidParameterException',
    () => put([line('x'.repeat(600_000)), line('y'.repeat(600_000))]),
  ],
  [
    'a retention of two days',
    'InvalidParameterException',
    () => client.send(new PutRetentionPolicyCommand({ logGroupName: 'group', retentionInDays: 2 })),
  ],
  [
    'a pattern that does not close',
    'InvalidParameterException',
    () => client.send(new FilterLogEventsCommand({ logGroupName: 'group', filterPattern: '{ $.a = ' })),
  ],
  [
    'events of no stream',
    'ResourceNotFoundException',
    () => client.send(new GetLogEventsCommand({ ...place, logStreamName: 'none' })),
  ],
  [
    'a policy that is none',
    'InvalidParameterException',
    () => client.send(new PutResourcePolicyCommand({ policyName: 'p', policyDocument: '{' })),
  ],
])('%s is refused with %s', async (_, name, call) => {
  await expect(call()).rejects.toMatchObject({ name });
});

test('what is too old or too new is counted out, not refused', async () => {
  const day = 86_400_000;
  const { rejectedLogEventsInfo } = await put([line('old', NOON - 15 * day)]);
  expect(rejectedLogEventsInfo).toEqual({ tooOldLogEventEndIndex: 1 });
  expect((await put([line('new', NOON + day)])).rejectedLogEventsInfo).toEqual({ tooNewLogEventStartIndex: 0 });
});

test('nothing of it was an internal error', () => expect(emulator.reported).toEqual([]));
