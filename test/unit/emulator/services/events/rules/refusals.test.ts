import {
  CreateArchiveCommand,
  DeleteRuleCommand as Delete,
  DescribeRuleCommand as Describe,
  DisableRuleCommand as Disable,
  EnableRuleCommand as Enable,
  ListRulesCommand as List,
  ListRuleNamesByTargetCommand as ListByTarget,
  PutRuleCommand as Put,
  PutTargetsCommand,
  RemoveTargetsCommand,
  TestEventPatternCommand as Test,
} from '@aws-sdk/client-eventbridge';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { expectRefusal, itRefuses, long, type Refusal } from '../../../../../support/refusals.ts';

let world: EventsWorld;
beforeAll(async () => {
  world = eventsWorld(await testEmulator());
  await world.events.send(new Put({ Name: 'own', EventPattern: PATTERN }));
  const Targets = [{ Id: 't', Arn: 'arn:aws:sqs:us-east-1:000000000000:q' }];
  await world.events.send(new PutTargetsCommand({ Rule: 'own', Targets }));
  const EventSourceArn = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
  await world.events.send(new CreateArchiveCommand({ ArchiveName: 'a', EventSourceArn }));
});
afterAll(() => world.emulator.stop());

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const P = 'InvalidEventPatternException';
const M = 'ManagedRuleException';
const PATTERN = '{"source":["a"]}';
const MANAGED = 'Events-Archive-a';
const IS_MANAGED = `${MANAGED} is a managed rule.`;
const UNFORCED = `${IS_MANAGED} Set 'force' parameter to true to override.`;
const EVENT = {
  id: '1',
  account: '000000000000',
  source: 'a',
  time: '2026-01-01T00:00:00Z',
  region: 'us-east-1',
  resources: [],
  'detail-type': 't',
  detail: {},
};
const without = (field: keyof typeof EVENT) => JSON.stringify({ ...EVENT, [field]: undefined });
const noRule = (name: string) => `Rule ${name} does not exist on EventBus default.`;

const refusals: Refusal[] = [
  ['put: no name', new Put({ EventPattern: PATTERN } as never), V],
  ['put: an empty name', new Put({ Name: '', EventPattern: PATTERN }), V],
  ['put: a long name', new Put({ Name: long(65), EventPattern: PATTERN }), V],
  ['put: a name with a slash', new Put({ Name: 'a/b', EventPattern: PATTERN }), V],
  [
    'put: neither pattern nor schedule',
    new Put({ Name: 'x' }),
    V,
    'Parameter(s) EventPattern or ScheduleExpression must be specified.',
  ],
  [
    'put: an unknown bus',
    new Put({ Name: 'x', EventBusName: 'none', EventPattern: PATTERN }),
    N,
    'Event bus none does not exist.',
  ],
  ['put: an unknown state', new Put({ Name: 'x', EventPattern: PATTERN, State: 'ON' as never }), V, /enum value set/],
  ['put: a long description', new Put({ Name: 'x', EventPattern: PATTERN, Description: long(513) }), V],
  [
    'put: a role that is not there',
    new Put({ Name: 'x', EventPattern: PATTERN, RoleArn: 'arn:aws:iam::000000000000:role/none' }),
    V,
    "Provided role 'arn:aws:iam::000000000000:role/none' cannot be assumed by principal 'events.amazonaws.com'.",
  ],
  ['put: a long role', new Put({ Name: 'x', EventPattern: PATTERN, RoleArn: long(1601) }), V],
  [
    'put: a pattern over the quota',
    new Put({ Name: 'x', EventPattern: JSON.stringify({ source: [long(2048)] }) }),
    'LimitExceededException',
    'Parameter EventPattern for rule x exceeds limit of 2048.',
  ],
  ['put: a pattern over the model', new Put({ Name: 'x', EventPattern: JSON.stringify({ source: [long(4096)] }) }), V],
  ['put: a managed rule', new Put({ Name: MANAGED, EventPattern: PATTERN }), M, IS_MANAGED],
  [
    'put: a schedule on a custom bus',
    async () => new Put({ Name: 'x', EventBusName: await world.bus(), ScheduleExpression: 'rate(1 day)' }),
    V,
    'ScheduleExpression is supported only on the default event bus.',
  ],
  [
    'put: a schedule for management events',
    new Put({
      Name: 'x',
      ScheduleExpression: 'rate(1 day)',
      State: 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS',
    }),
    V,
    'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS rule state is not supported with scheduled rule expressions.',
  ],
  ['put: a tag of AWS', new Put({ Name: 'x', EventPattern: PATTERN, Tags: [{ Key: 'aws:a', Value: 'v' }] }), V],
  ['pattern: no JSON', new Put({ Name: 'x', EventPattern: 'nonsense' }), P, /^Event pattern is not valid\. Reason: /],
  ['pattern: a list', new Put({ Name: 'x', EventPattern: '[]' }), P],
  ['pattern: a string', new Put({ Name: 'x', EventPattern: '"a"' }), P],
  ['pattern: empty', new Put({ Name: 'x', EventPattern: '{}' }), P],
  ['pattern: an empty list', new Put({ Name: 'x', EventPattern: '{"source":[]}' }), P],
  ['pattern: a bare value', new Put({ Name: 'x', EventPattern: '{"source":"a"}' }), P],
  ['pattern: an empty object', new Put({ Name: 'x', EventPattern: '{"detail":{}}' }), P],
  ['pattern: an unknown operator', new Put({ Name: 'x', EventPattern: '{"source":[{"nonsense":"a"}]}' }), P],
  ['pattern: two operators', new Put({ Name: 'x', EventPattern: '{"source":[{"prefix":"a","suffix":"b"}]}' }), P],
  ['pattern: a list in a list', new Put({ Name: 'x', EventPattern: '{"source":[["a"]]}' }), P],
  ['pattern: a prefix that is a number', new Put({ Name: 'x', EventPattern: '{"source":[{"prefix":1}]}' }), P],
  ['pattern: an unknown comparison', new Put({ Name: 'x', EventPattern: '{"detail":{"n":[{"numeric":["~",1]}]}}' }), P],
  [
    'pattern: a comparison without number',
    new Put({ Name: 'x', EventPattern: '{"detail":{"n":[{"numeric":["<"]}]}}' }),
    P,
  ],
  ['pattern: an empty range', new Put({ Name: 'x', EventPattern: '{"detail":{"n":[{"numeric":[">",5,"<",1]}]}}' }), P],
  ['pattern: exists of no boolean', new Put({ Name: 'x', EventPattern: '{"detail":{"n":[{"exists":"yes"}]}}' }), P],
  [
    'pattern: an address that is none',
    new Put({ Name: 'x', EventPattern: '{"detail":{"n":[{"cidr":"10.0.0/33"}]}}' }),
    P,
  ],
  ['pattern: two stars in a row', new Put({ Name: 'x', EventPattern: '{"source":[{"wildcard":"a**b"}]}' }), P],
  ['pattern: an escape that is none', new Put({ Name: 'x', EventPattern: '{"source":[{"wildcard":"a\\\\nb"}]}' }), P],
  ['pattern: anything but an empty list', new Put({ Name: 'x', EventPattern: '{"source":[{"anything-but":[]}]}' }), P],
  ['pattern: anything but mixed', new Put({ Name: 'x', EventPattern: '{"source":[{"anything-but":["a",1]}]}' }), P],
  ['pattern: a single alternative', new Put({ Name: 'x', EventPattern: '{"$or":[]}' }), P],
  ['describe: an unknown rule', new Describe({ Name: 'none' }), N, noRule('none')],
  [
    'describe: an unknown bus',
    new Describe({ Name: 'own', EventBusName: 'none' }),
    N,
    'Event bus none does not exist.',
  ],
  ['describe: a bad name', new Describe({ Name: 'a b' }), V],
  ['enable: an unknown rule', new Enable({ Name: 'none' }), N, noRule('none')],
  ['enable: a managed rule', new Enable({ Name: MANAGED }), M, IS_MANAGED],
  ['enable: an unknown bus', new Enable({ Name: 'own', EventBusName: 'none' }), N],
  ['disable: an unknown rule', new Disable({ Name: 'none' }), N, noRule('none')],
  ['disable: a managed rule', new Disable({ Name: MANAGED }), M, IS_MANAGED],
  ['delete: a rule with targets', new Delete({ Name: 'own' }), V, "Rule can't be deleted since it has targets."],
  ['delete: a managed rule', new Delete({ Name: MANAGED }), M, UNFORCED],
  ['delete: an unknown bus', new Delete({ Name: 'own', EventBusName: 'none' }), N],
  ['delete: a bad name', new Delete({ Name: '' }), V],
  [
    'targets of a managed rule',
    new PutTargetsCommand({ Rule: MANAGED, Targets: [{ Id: 'x', Arn: 'arn:aws:sqs:us-east-1:000000000000:q' }] }),
    M,
  ],
  ['targets from a managed rule', new RemoveTargetsCommand({ Rule: MANAGED, Ids: ['x'] }), M, UNFORCED],
  ['list: an unknown bus', new List({ EventBusName: 'none' }), N],
  ['list: a limit of 0', new List({ Limit: 0 }), V],
  ['list: a limit of 101', new List({ Limit: 101 }), V],
  ['list: a bad token', new List({ NextToken: '%' }), V],
  ['list: a bad prefix', new List({ NamePrefix: 'a/b' }), V],
  ['list by target: no target', new ListByTarget({} as never), V],
  ['list by target: an empty target', new ListByTarget({ TargetArn: '' }), V],
  ['list by target: an unknown bus', new ListByTarget({ TargetArn: 'x', EventBusName: 'none' }), N],
  ['list by target: a limit of 101', new ListByTarget({ TargetArn: 'x', Limit: 101 }), V],
  ['test: no pattern', new Test({ Event: JSON.stringify(EVENT) } as never), V],
  ['test: no event', new Test({ EventPattern: PATTERN } as never), V],
  ['test: a pattern that is none', new Test({ EventPattern: '{', Event: JSON.stringify(EVENT) }), P],
  [
    'test: an event that is no JSON',
    new Test({ EventPattern: PATTERN, Event: '{' }),
    V,
    'Parameter Event is not valid.',
  ],
  ...['noon', 1].map(
    (time): Refusal => [
      `test: the time ${time}`,
      new Test({ EventPattern: PATTERN, Event: JSON.stringify({ ...EVENT, time }) }),
      V,
      'Parameter Event is not valid. Reason: Invalid time.',
    ],
  ),
  ['test: an event that is a list', new Test({ EventPattern: PATTERN, Event: '[]' }), V],
  ['test: an event that is null', new Test({ EventPattern: PATTERN, Event: 'null' }), V],
  ...(['id', 'account', 'source', 'time', 'region', 'detail-type'] as const).map(
    (field): Refusal => [
      `test: an event without ${field}`,
      new Test({ EventPattern: PATTERN, Event: without(field) }),
      V,
    ],
  ),
];

itRefuses(() => world, refusals);

it('three hundred rules are the most', async () => {
  const bus = await world.bus();
  for (let i = 0; i < 300; i++)
    await world.events.send(new Put({ Name: `r${i}`, EventBusName: bus, EventPattern: PATTERN }));
  await expectRefusal(
    world,
    new Put({ Name: 'more', EventBusName: bus, EventPattern: PATTERN }),
    'LimitExceededException',
  );
  const EventSourceArn = `arn:aws:events:us-east-1:000000000000:event-bus/${bus}`;
  await expectRefusal(world, new CreateArchiveCommand({ ArchiveName: 'b', EventSourceArn }), 'LimitExceededException');
  await world.events.send(new Put({ Name: 'r0', EventBusName: bus, EventPattern: '{"source":["b"]}' }));
});
