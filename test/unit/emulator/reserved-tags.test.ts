import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  TagResourceCommand as TagGroup,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateActivityCommand, SFNClient, TagResourceCommand as TagMachine } from '@aws-sdk/client-sfn';
import { CreateQueueCommand, SQSClient, TagQueueCommand } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../support/emulator.ts';

let emulator: TestEmulator;
let sqs: SQSClient;
let logs: CloudWatchLogsClient;
let sfn: SFNClient;
beforeAll(async () => {
  emulator = await testEmulator();
  sqs = new SQSClient(emulator.client);
  logs = new CloudWatchLogsClient(emulator.client);
  sfn = new SFNClient(emulator.client);
});
afterAll(() => emulator.stop());

type Tags = Record<string, string>;
const resourceArn = (text: string): string => `arn:aws:${text}`;
const GROUP = resourceArn('logs:us-east-1:000000000000:log-group:here');
const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, 'v']));
const REFUSED: readonly Tags[] = [{ 'aws:x': '1' }, { a: '1', 'AWS:x': '1' }, { 'Aws:': '' }, many];

describe.each<[string, (tags: Tags, name: string) => Promise<unknown>]>([
  ['CreateQueue', (tags, QueueName) => sqs.send(new CreateQueueCommand({ QueueName, tags }))],
  [
    'TagQueue',
    async (Tags) => {
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'here' }));
      return sqs.send(new TagQueueCommand({ QueueUrl, Tags }));
    },
  ],
  ['CreateLogGroup', (tags, logGroupName) => logs.send(new CreateLogGroupCommand({ logGroupName, tags }))],
  [
    'TagResource of a log group',
    async (tags) => {
      await logs.send(new CreateLogGroupCommand({ logGroupName: 'here' })).catch(() => undefined);
      return logs.send(new TagGroup({ resourceArn: GROUP, tags }));
    },
  ],
])('%s', (_, tag) => {
  it.each(REFUSED)('refuses %j', async (tags) => {
    const name = expect.stringMatching(/^(InvalidParameter|TooManyTags|ValidationException)/);
    await expect(tag(tags, 'made')).rejects.toMatchObject({ name });
  });

  it.each<[Tags]>([[{ team: 'a' }], [{ 'my:aws:x': '1', laws: '2' }]])('takes %j', async (tags) => {
    await expect(tag(tags, `made-${Object.keys(tags).length}`)).resolves.toBeDefined();
  });
});

it('Step Functions takes no key twice', async () => {
  const twice = [
    { key: 'a', value: '1' },
    { key: 'a', value: '2' },
  ];
  const refused = { name: 'ValidationException', message: expect.stringContaining('Duplicate tag key') };
  await expect(sfn.send(new CreateActivityCommand({ name: 'n', tags: twice }))).rejects.toMatchObject(refused);
  const { activityArn } = await sfn.send(new CreateActivityCommand({ name: 'n', tags: twice.slice(1) }));
  await expect(sfn.send(new TagMachine({ resourceArn: activityArn, tags: twice }))).rejects.toMatchObject(refused);
  await sfn.send(new TagMachine({ resourceArn: activityArn, tags: twice.slice(0, 1) }));
});
