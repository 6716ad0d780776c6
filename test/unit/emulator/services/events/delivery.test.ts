import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  FilterLogEventsCommand,
  PutResourcePolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { PutPermissionCommand, PutTargetsCommand, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import { IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { DeleteQueueCommand, SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld, until } from '../../../../support/events-world.ts';

let emulator: TestEmulator;
let world: EventsWorld;

beforeAll(async () => {
  emulator = await testEmulator();
  world = eventsWorld(emulator);
});
afterAll(() => emulator.stop());

const ALL = { source: [{ prefix: '' }] };

describe('queues', () => {
  it('receive the event as it is', async () => {
    const [bus, queue] = [await world.bus(), await world.queue()];
    await world.rule(bus, ALL, { Arn: queue.arn });
    const [id] = await world.put(bus, {
      Detail: '{ "a" : 1.0, "b": "x y" }',
      Resources: ['arn:aws:s3:::b'],
      Time: new Date('2026-01-02T03:04:05.678Z'),
      TraceHeader: 'Root=1-5759e988-bd862e3fe1be46a994272793',
    });
    const [message] = await world.drain(queue.url);
    expect(message?.Body).toBe(
      `{"version":"0","id":"${id}","detail-type":"order.placed","source":"shop","account":"000000000000","time":"2026-01-02T03:04:05Z","region":"us-east-1","resources":["arn:aws:s3:::b"],"detail":{"a":1.0,"b":"x y"}}`,
    );
    expect(message?.Attributes?.AWSTraceHeader).toBe('Root=1-5759e988-bd862e3fe1be46a994272793');
  });

  it('receive only what matches, once for each rule and target', async () => {
    const [bus, a, b] = [await world.bus(), await world.queue(), await world.queue()];
    await world.rule(bus, { source: ['shop'] }, { Arn: a.arn }, { Arn: b.arn });
    await world.rule(bus, { detail: { n: [{ numeric: ['>', 1] }] } }, { Arn: a.arn });
    await world.put(bus, { Detail: '{"n":1}' }, { Detail: '{"n":2}' }, { Source: 'other', Detail: '{"n":3}' });
    expect((await world.bodies<{ detail: { n: number } }>(a.url)).map(({ detail }) => detail.n).sort()).toEqual([
      1, 2, 2, 3,
    ]);
    expect(await world.bodies(b.url)).toHaveLength(2);
  });

  it('of the FIFO kind receive in their message group', async () => {
    const [bus, queue] = [await world.bus(), await world.queue(true, true)];
    await world.rule(bus, ALL, { Arn: queue.arn, SqsParameters: { MessageGroupId: 'g' } });
    await world.put(bus, {});
    expect((await world.drain(queue.url))[0]?.Attributes?.MessageGroupId).toBe('g');
  });
});

describe('failed deliveries', () => {
  const attributesOf = (message: Awaited<ReturnType<EventsWorld['drain']>>[number] | undefined) =>
    Object.fromEntries(Object.entries(message?.MessageAttributes ?? {}).map(([k, v]) => [k, v.StringValue]));

  it('for want of permission reach the dead-letter queue at once, as the target would have had them', async () => {
    const [bus, queue, dead] = [await world.bus(), await world.queue(false), await world.queue()];
    const arn = await world.rule(bus, ALL, {
      Arn: queue.arn,
      Input: '{"constant":true}',
      DeadLetterConfig: { Arn: dead.arn },
    });
    await world.put(bus, {});
    const [letter] = await world.drain(dead.url);
    expect(letter?.Body).toBe('{"constant":true}');
    expect(attributesOf(letter)).toEqual({
      RULE_ARN: arn,
      TARGET_ARN: queue.arn,
      ERROR_CODE: 'NO_PERMISSIONS',
      ERROR_MESSAGE: expect.stringContaining('sqs:SendMessage'),
    });
  });

  it.each([
    ['a queue that does not exist', 'arn:aws:sqs:us-east-1:000000000000:none', false, 'NO_RESOURCE'],
    ['a stream', 'arn:aws:kinesis:us-east-1:000000000000:stream/s', true, 'SDK_CLIENT_ERROR'],
  ])('for %s are not tried again', async (_name, Arn, underRole, code) => {
    const [bus, dead] = [await world.bus(), await world.queue()];
    const more = underRole ? { RoleArn: await world.role() } : {};
    await world.rule(bus, ALL, { Arn, ...more, DeadLetterConfig: { Arn: dead.arn } });
    await world.put(bus, {});
    const letter = await until(async () => (await world.drain(dead.url))[0]);
    expect(attributesOf(letter)).toEqual(expect.objectContaining({ ERROR_CODE: code }));
    expect(attributesOf(letter)).not.toHaveProperty('RETRY_ATTEMPTS');
  });

  it('are those whose template makes no JSON of them', async () => {
    const [bus, queue, dead] = [await world.bus(), await world.queue(), await world.queue()];
    const InputTransformer = { InputTemplate: '["<word>"]', InputPathsMap: { word: '$.detail.word' } };
    await world.rule(bus, ALL, { Arn: queue.arn, InputTransformer, DeadLetterConfig: { Arn: dead.arn } });
    await world.put(bus, { Detail: '{"word":"a"}' }, { Detail: '{"word":"\\"b\\""}' }, { Detail: '{"word":"c"}' });
    expect((await world.drain(queue.url)).map(({ Body }) => Body).sort()).toEqual(['["a"]', '["c"]']);
    const letters = await world.drain(dead.url);
    expect(letters.map(({ Body }) => Body)).toEqual(['[""b""]']);
    expect(attributesOf(letters[0])).toMatchObject({
      ERROR_CODE: 'INVALID_JSON',
      ERROR_MESSAGE: 'Invalid input for target.',
    });
  });
});

describe('log groups', () => {
  const logs = () => new CloudWatchLogsClient(emulator.client);
  const group = async (open = true) => {
    const logGroupName = `/aws/events/${world.name('group')}`;
    await logs().send(new CreateLogGroupCommand({ logGroupName }));
    if (open) {
      await logs().send(
        new PutResourcePolicyCommand({
          policyName: 'events',
          policyDocument: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/*:*',
              },
            ],
          }),
        }),
      );
    }
    return { logGroupName, arn: `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}` };
  };
  const linesOf = async (logGroupName: string) =>
    (await logs().send(new FilterLogEventsCommand({ logGroupName }))).events ?? [];

  it('need a resource policy', async () => {
    const [bus, dead, { arn }] = [await world.bus(), await world.queue(), await group(false)];
    await world.rule(bus, ALL, { Arn: arn, DeadLetterConfig: { Arn: dead.arn } });
    await world.put(bus, {});
    expect((await world.drain(dead.url))[0]?.MessageAttributes?.ERROR_CODE?.StringValue).toBe('NO_PERMISSIONS');
  });

  it('receive the event, at its time', async () => {
    const [bus, { arn, logGroupName }] = [await world.bus(), await group()];
    await world.rule(bus, ALL, { Arn: arn });
    const [id] = await world.put(bus, { Time: new Date('2026-11-20T00:00:00Z') });
    const [line] = await linesOf(logGroupName);
    expect(line?.timestamp).toBe(Date.parse('2026-11-20T00:00:00Z'));
    expect(JSON.parse(line?.message ?? '')).toMatchObject({ id });
  });

  it('receive the message of a transformer', async () => {
    const [bus, { arn, logGroupName }] = [await world.bus(), await group()];
    await world.rule(bus, ALL, {
      Arn: arn,
      InputTransformer: {
        InputPathsMap: { time: '$.time', n: '$.detail.n' },
        InputTemplate: '{"timestamp":<time>,"message":"n is <n>"}',
      },
    });
    await world.put(bus, { Detail: '{"n":7}' });
    expect((await linesOf(logGroupName)).map(({ message }) => message)).toEqual(['n is 7']);
  });
});

describe('other buses', () => {
  it('take an event once, and not a second time', async () => {
    const [a, b, c, dead, queue] = [
      await world.bus(),
      await world.bus(),
      await world.bus(),
      await world.queue(),
      await world.queue(),
    ];
    const arn = (bus: string) => `arn:aws:events:us-east-1:000000000000:event-bus/${bus}`;
    const RoleArn = await world.role('events:PutEvents');
    await world.rule(a, ALL, { Arn: arn(b), RoleArn });
    await world.rule(b, ALL, { Arn: queue.arn }, { Arn: arn(c), RoleArn, DeadLetterConfig: { Arn: dead.arn } });
    const [id] = await world.put(a, {});
    const letter = await until(async () => (await world.drain(dead.url))[0]);
    expect(await world.bodies(queue.url)).toMatchObject([{ id }]);
    expect(letter.MessageAttributes?.ERROR_CODE?.StringValue).toBe('THIRD_ACCOUNT_HOP_DETECTED');
  });

  it('of other accounts need a policy and a role', async () => {
    const other = eventsWorld(emulator, '111111111111');
    const iam = new IAMClient(emulator.client);
    const theirs = await other.bus();
    const target = `arn:aws:events:us-east-1:111111111111:event-bus/${theirs}`;
    const RoleArn = await world.role();
    const [bus, dead] = [await world.bus(), await world.queue()];
    await world.rule(bus, ALL, { Arn: target, RoleArn, DeadLetterConfig: { Arn: dead.arn } });
    const refused = async () => {
      await world.put(bus, {});
      const letter = await until(async () => (await world.drain(dead.url))[0]);
      return letter.MessageAttributes?.ERROR_CODE?.StringValue;
    };
    expect(await refused()).toBe('NO_PERMISSIONS');
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: RoleArn.split('/').at(-1),
        PolicyName: 'p',
        PolicyDocument: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 'events:PutEvents', Resource: target }],
        }),
      }),
    );
    expect(await refused()).toBe('NO_PERMISSIONS');
    await other.events.send(
      new PutPermissionCommand({
        EventBusName: theirs,
        Action: 'events:PutEvents',
        Principal: '000000000000',
        StatementId: 's',
      }),
    );
    const queue = await other.queue();
    await other.rule(theirs, ALL, { Arn: queue.arn });
    const [id] = await world.put(bus, {});
    expect(await until(async () => (await other.bodies(queue.url))[0])).toMatchObject({ id, account: '000000000000' });
  });
});

describe('a target that is taken away', () => {
  it('still gets the deliveries that wait for it', async () => {
    const [bus, dead] = [await world.bus(), await world.queue()];
    const arn = await world.rule(bus, ALL);
    const Rule = arn.split('/').at(-1);
    const busTarget = {
      Id: 'x',
      Arn: `arn:aws:events:us-east-1:000000000000:event-bus/${await world.bus()}`,
      RoleArn: await world.role('events:PutEvents'),
      DeadLetterConfig: { Arn: dead.arn },
    };
    await world.events.send(new PutTargetsCommand({ Rule, EventBusName: bus, Targets: [busTarget] }));
    await Promise.all([
      world.put(bus, {}),
      world.events.send(new RemoveTargetsCommand({ Rule, EventBusName: bus, Ids: ['x'] })),
    ]);
    await emulator.clock?.advance(0);
    expect(await world.drain(dead.url)).toEqual([]);
  });
});

it('reports what was dropped for want of a dead-letter queue', async () => {
  const [bus, queue] = [await world.bus(), await world.queue()];
  await world.rule(bus, ALL, { Arn: queue.arn });
  await world.sqs.send(new SetQueueAttributesCommand({ QueueUrl: queue.url, Attributes: { Policy: '' } }));
  await world.sqs.send(new DeleteQueueCommand({ QueueUrl: queue.url }));
  await world.put(bus, {});
  expect(emulator.reported.some((line) => line.startsWith('an event was dropped'))).toBe(true);
});
