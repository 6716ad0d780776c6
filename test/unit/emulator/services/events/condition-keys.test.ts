import {
  CreateEventBusCommand,
  DeleteRuleCommand,
  DescribeRuleCommand,
  EventBridgeClient,
  PutEventsCommand,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { clientOf, makeRole } from '../../../../support/roles.ts';

let emulator: TestEmulator;
let admin: EventBridgeClient;
beforeAll(async () => {
  emulator = await testEmulator();
  admin = new EventBridgeClient(emulator.client);
});
afterAll(() => emulator.stop());

let serial = 0;
const whoMay = async (...statements: object[]): Promise<EventBridgeClient> =>
  new EventBridgeClient(await clientOf(emulator, `caller-${++serial}`, statements));
const refused = { message: expect.stringContaining('is not authorized to perform: events:') };

const newBus = async (): Promise<string> => {
  const Name = `bus-${++serial}`;
  await admin.send(new CreateEventBusCommand({ Name }));
  return Name;
};
const put = (client: EventBridgeClient, bus: string, ...entries: readonly (readonly [string, string])[]) =>
  client.send(
    new PutEventsCommand({
      Entries: entries.map(([Source, DetailType]) => ({ Source, DetailType, Detail: '{}', EventBusName: bus })),
    }),
  );

const only = (Condition: object) => ({ Action: 'events:PutEvents', Condition });
const SHOP = only({ StringEquals: { 'events:source': 'shop' } });
const SALE = only({ StringEquals: { 'events:detail-type': 'sale' } });
const never = (Condition: object) => ({ Effect: 'Deny', ...only(Condition) });
const ALL = { Action: 'events:PutEvents' };

describe('PutEvents', () => {
  it.each<[string, object[], (readonly [string, string])[], boolean]>([
    ['a source', [SHOP], [['shop', 'sale']], true],
    [
      'a source twice',
      [SHOP],
      [
        ['shop', 'sale'],
        ['shop', 'other'],
      ],
      true,
    ],
    ['another source', [SHOP], [['bank', 'sale']], false],
    [
      'another source behind it',
      [SHOP],
      [
        ['shop', 'sale'],
        ['bank', 'sale'],
      ],
      false,
    ],
    [
      'another source before it',
      [SHOP],
      [
        ['bank', 'sale'],
        ['shop', 'sale'],
      ],
      false,
    ],
    ['a source that only begins so', [SHOP], [['shops', 'sale']], false],
    ['a detail type', [SALE], [['any', 'sale']], true],
    ['another detail type', [SALE], [['any', 'loan']], false],
    [
      'another detail type behind it',
      [SALE],
      [
        ['any', 'sale'],
        ['any', 'loan'],
      ],
      false,
    ],
    [
      'a source or a detail type, one each',
      [SHOP, SALE],
      [
        ['shop', 'loan'],
        ['bank', 'sale'],
      ],
      true,
    ],
    [
      'neither behind both',
      [SHOP, SALE],
      [
        ['shop', 'sale'],
        ['bank', 'loan'],
      ],
      false,
    ],
    ['all but a source', [ALL, never({ StringEquals: { 'events:source': 'bank' } })], [['shop', 'sale']], true],
    [
      'a denied source',
      [ALL, never({ StringEquals: { 'events:source': 'bank' } })],
      [
        ['shop', 'sale'],
        ['bank', 'x'],
      ],
      false,
    ],
    ['a denied type', [ALL, never({ StringLike: { 'events:detail-type': 'l*' } })], [['shop', 'loan']], false],
    ['calls of the API', [only({ Bool: { 'events:eventBusInvocation': 'false' } })], [['shop', 'sale']], true],
    ['calls of buses', [only({ Bool: { 'events:eventBusInvocation': 'true' } })], [['shop', 'sale']], false],
    ['events with a source', [only({ Null: { 'events:source': 'false' } })], [['shop', 'sale']], true],
    ['events without', [only({ Null: { 'events:source': 'true' } })], [['shop', 'sale']], false],
  ])('who may put %s', async (_, statements, entries, allowed) => {
    const bus = await newBus();
    const answer = put(await whoMay(...statements), bus, ...entries);
    if (allowed) await expect(answer).resolves.toMatchObject({ FailedEntryCount: 0 });
    else await expect(answer).rejects.toMatchObject(refused);
  });

  it('is judged by the policy of each bus too', async () => {
    const [closed, open] = [await newBus(), await newBus()];
    const Statement = {
      Sid: 'no-bank',
      Effect: 'Deny',
      Principal: '*',
      Action: 'events:PutEvents',
      Resource: `arn:aws:events:us-east-1:000000000000:event-bus/${closed}`,
      Condition: { StringEquals: { 'events:source': 'bank' } },
    };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
    await admin.send(new PutPermissionCommand({ EventBusName: closed, Policy }));
    const entry = (EventBusName: string, Source: string) => ({ EventBusName, Source, DetailType: 't', Detail: '{}' });
    const both = (...Entries: ReturnType<typeof entry>[]) => admin.send(new PutEventsCommand({ Entries }));
    await expect(both(entry(closed, 'shop'), entry(open, 'bank'))).resolves.toMatchObject({ FailedEntryCount: 0 });
    await expect(both(entry(open, 'shop'), entry(closed, 'bank'))).rejects.toMatchObject(refused);
    await expect(put(admin, closed, ['bank', 't'])).rejects.toMatchObject(refused);
  });
});

const rule = (Condition: object) => ({ Action: 'events:PutRule', Condition });
const EC2 = rule({ StringEquals: { 'events:source': 'aws.ec2' } });
const ANY_OF = rule({
  'ForAllValues:StringEquals': { 'events:source': ['aws.ec2', 'aws.s3'] },
  Null: { 'events:source': 'false' },
});
const detail = (key: string, value: string) => rule({ StringEquals: { [`events:detail.${key}`]: value } });

describe('PutRule', () => {
  it.each<[object, object, boolean]>([
    [EC2, { source: ['aws.ec2'] }, true],
    [EC2, { source: ['aws.s3'] }, false],
    [EC2, { source: ['aws.ec2', 'aws.s3'] }, false],
    [EC2, { source: [{ prefix: 'aws.' }] }, false],
    [EC2, { source: ['aws.ec2', { prefix: '' }] }, false],
    [EC2, { 'detail-type': ['EC2 Instance State-change Notification'] }, false],
    [EC2, { $or: [{ source: ['aws.ec2'] }, { detail: { a: [1] } }] }, false],
    [rule({ StringEquals: { 'events:source': ['aws.ec2', 'aws.ecs'] } }), { source: ['aws.ec2', 'aws.ecs'] }, false],
    [rule({ Null: { 'events:source': 'false' } }), { source: ['aws.ec2', 'aws.ecs'] }, true],
    [rule({ Null: { 'events:source': 'false' } }), { 'detail-type': ['x'] }, false],
    [ANY_OF, { source: ['aws.ec2', 'aws.s3'] }, true],
    [ANY_OF, { source: ['aws.ec2', 'aws.autoscaling'] }, false],
    [ANY_OF, { source: ['aws.ec2', { 'anything-but': 'x' }] }, false],
    [ANY_OF, { 'detail-type': ['x'] }, false],
    [rule({ StringEquals: { 'events:detail-type': 'x' } }), { source: ['a'], 'detail-type': ['x'] }, true],
    [rule({ StringEquals: { 'events:detail-type': 'x' } }), { source: ['a'], 'detail-type': ['y'] }, false],
    [detail('service', 'ABUSE'), { detail: { service: ['ABUSE'] } }, true],
    [detail('service', 'ABUSE'), { detail: { service: ['EC2'] } }, false],
    [detail('eventTypeCode', 'DOS'), { detail: { eventTypeCode: ['DOS'] } }, true],
    [detail('eventTypeCode', 'DOS'), { source: ['a'] }, false],
    [detail('userIdentity.principalId', 'A:b'), { detail: { userIdentity: { principalId: ['A:b'] } } }, true],
    [detail('userIdentity.principalId', 'A:b'), { detail: { userIdentity: { principalId: ['A:c'] } } }, false],
  ])('%j and %j', async (statement, pattern, allowed) => {
    const command = new PutRuleCommand({ Name: `rule-${++serial}`, EventPattern: JSON.stringify(pattern) });
    const answer = (await whoMay(statement)).send(command);
    if (allowed) await expect(answer).resolves.toMatchObject({ RuleArn: expect.any(String) });
    else await expect(answer).rejects.toMatchObject(refused);
  });
});

it('whose rule it is counts once there is one', async () => {
  const creator = (account: string) => ({ 'events:creatorAccount': account });
  const Name = `rule-${++serial}`;
  const ours = await whoMay(
    { Action: 'events:PutRule', Condition: { StringEqualsIfExists: creator('000000000000') } },
    { Action: ['events:DescribeRule', 'events:DeleteRule'], Condition: { StringEquals: creator('000000000000') } },
  );
  const theirs = await whoMay({ Action: 'events:*', Condition: { StringEqualsIfExists: creator('111111111111') } });
  const command = new PutRuleCommand({ Name, EventPattern: '{"source":["a"]}' });
  await expect(ours.send(new DescribeRuleCommand({ Name }))).rejects.toMatchObject(refused);
  await ours.send(command);
  await ours.send(new DescribeRuleCommand({ Name }));
  for (const other of [command, new DescribeRuleCommand({ Name }), new DeleteRuleCommand({ Name })]) {
    await expect(theirs.send(other as DeleteRuleCommand)).rejects.toMatchObject(refused);
  }
  await ours.send(new DeleteRuleCommand({ Name }));
});

const queue = (name: string): string => `arn:aws:sqs:us-east-1:000000000000:${name}`;

describe('PutTargets', () => {
  const targets = (Condition: object) => ({ Action: 'events:PutTargets', Condition });
  const WORK = targets({ ArnLike: { 'events:TargetArn': queue('work-*') } });
  const ALL_WORK = targets({ 'ForAllValues:ArnLike': { 'events:TargetArn': queue('work-*') } });
  const NO_WORK = { Effect: 'Deny', ...targets({ 'ForAnyValue:ArnLike': { 'events:TargetArn': queue('work-*') } }) };
  it.each<[object[], string[], boolean]>([
    [[WORK], ['work-a'], true],
    [[WORK], ['play-a'], false],
    [[WORK], ['work-a', 'play-a'], false],
    [[ALL_WORK], ['work-a', 'work-b'], true],
    [[ALL_WORK], ['work-a', 'play-a'], false],
    [[{ Action: 'events:PutTargets' }, NO_WORK], ['play-a'], true],
    [[{ Action: 'events:PutTargets' }, NO_WORK], ['play-a', 'work-a'], false],
  ])('%j for %j', async (statements, names, allowed) => {
    const Rule = `rule-${++serial}`;
    await admin.send(new PutRuleCommand({ Name: Rule, EventPattern: '{"source":["a"]}' }));
    const Targets = names.map((Id) => ({ Id, Arn: queue(Id) }));
    const answer = (await whoMay(...statements)).send(new PutTargetsCommand({ Rule, Targets }));
    if (allowed) await expect(answer).resolves.toMatchObject({ FailedEntryCount: 0 });
    else await expect(answer).rejects.toMatchObject(refused);
  });
});

it('an event that a bus hands on bears its own keys, and that a bus hands it on', async () => {
  const [from, to] = [await newBus(), await newBus()];
  const arn = (bus: string): string => `arn:aws:events:us-east-1:000000000000:event-bus/${bus}`;
  const Condition = { Bool: { 'events:eventBusInvocation': 'true' }, StringEquals: { 'events:source': 'shop' } };
  const RoleArn = await makeRole(emulator, `forwarder-${++serial}`, { Service: 'events.amazonaws.com' }, [
    { Action: 'events:PutEvents', Condition },
  ]);
  const sqs = new SQSClient(emulator.client);
  const newQueue = async (name: string) => {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*' },
      ],
    });
    return (await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: { Policy } }))).QueueUrl ?? '';
  };
  const [dead, live] = [await newQueue('forward-dead'), await newQueue('forward-live')];
  const EventPattern = JSON.stringify({ account: ['000000000000'] });
  await admin.send(new PutRuleCommand({ Name: 'on', EventBusName: from, EventPattern }));
  const DeadLetterConfig = { Arn: queue('forward-dead') };
  const Targets = [{ Id: 'b', Arn: arn(to), RoleArn, DeadLetterConfig }];
  await admin.send(new PutTargetsCommand({ Rule: 'on', EventBusName: from, Targets }));
  await admin.send(new PutRuleCommand({ Name: 'end', EventBusName: to, EventPattern }));
  const end = [{ Id: 'q', Arn: queue('forward-live') }];
  await admin.send(new PutTargetsCommand({ Rule: 'end', EventBusName: to, Targets: end }));
  await put(admin, from, ['shop', 'sale'], ['bank', 'sale']);
  await emulator.clock?.advance(1000);
  const bodies = async (QueueUrl: string) =>
    ((await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))).Messages ?? []).map(
      ({ Body = '' }) => JSON.parse(Body).source,
    );
  expect(await bodies(live)).toEqual(['shop']);
  expect(await bodies(dead)).toEqual(['bank']);
});
