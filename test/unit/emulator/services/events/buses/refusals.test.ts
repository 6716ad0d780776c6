import {
  CreateEventBusCommand as Create,
  DeleteEventBusCommand as Delete,
  DescribeEventBusCommand as Describe,
  RemovePermissionCommand as Forbid,
  ListEventBusesCommand as List,
  PutPermissionCommand as Permit,
  PutRuleCommand,
  UpdateEventBusCommand as Update,
} from '@aws-sdk/client-eventbridge';
import { type TestEmulator, testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { expectRefusal, itRefuses, type Refusal } from '../../../../../support/refusals.ts';

let emulator: TestEmulator;
let world: EventsWorld;
beforeAll(async () => {
  emulator = await testEmulator();
  world = eventsWorld(emulator);
  await world.events.send(new Create({ Name: 'own' }));
  await world.events.send(new PutRuleCommand({ Name: 'r', EventBusName: 'own', EventPattern: '{"source":["a"]}' }));
  await world.events.send(new Create({ Name: 'bare' }));
});
afterAll(() => emulator.stop());

const send = (command: never) => world.events.send(command);

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:q';
const long = (length: number) => 'a'.repeat(length);
const policy = (statement: object | string, version = '2012-10-17') =>
  JSON.stringify({ Version: version, Statement: statement });
const ALLOW = { Sid: 's', Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: '*' };

const refusals: Refusal[] = [
  ['create: no name', new Create({} as never), V, /'name' failed to satisfy constraint: Member must not be null/],
  ['create: an empty name', new Create({ Name: '' }), V, /length greater than or equal to 1/],
  ['create: a long name', new Create({ Name: long(257) }), V, /less than or equal to 256/],
  [
    'create: a name with a space',
    new Create({ Name: 'a b' }),
    V,
    /regular expression pattern: \[\/\\.\\-_A-Za-z0-9\]\+/,
  ],
  ['create: a name with a colon', new Create({ Name: 'a:b' }), V],
  ['create: a name with a slash', new Create({ Name: 'a/b' }), V, "Event bus name must not contain '/'."],
  [
    'create: the default bus',
    new Create({ Name: 'default' }),
    'ResourceAlreadyExistsException',
    'Event bus default already exists.',
  ],
  [
    'create: a name twice',
    new Create({ Name: 'own' }),
    'ResourceAlreadyExistsException',
    'Event bus own already exists.',
  ],
  ['create: a long description', new Create({ Name: 'x', Description: long(513) }), V, /512/],
  ['create: a bad key', new Create({ Name: 'x', KmsKeyIdentifier: 'a b' }), V],
  [
    'create: a dead-letter topic',
    new Create({ Name: 'x', DeadLetterConfig: { Arn: 'arn:aws:sns:us-east-1:000000000000:t' } }),
    V,
  ],
  ['create: a FIFO dead-letter queue', new Create({ Name: 'x', DeadLetterConfig: { Arn: `${QUEUE}.fifo` } }), V],
  [
    'create: a dead-letter queue elsewhere',
    new Create({ Name: 'x', DeadLetterConfig: { Arn: QUEUE.replace('us-east-1', 'eu-west-1') } }),
    V,
  ],
  [
    'create: an unknown log level',
    new Create({ Name: 'x', LogConfig: { Level: 'DEBUG' as never } }),
    V,
    /enum value set/,
  ],
  ['create: an unknown log detail', new Create({ Name: 'x', LogConfig: { IncludeDetail: 'SOME' as never } }), V],
  ['create: a source of no partner', new Create({ Name: 'x', EventSourceName: 'acme/x' }), V],
  ['create: a tag without a key', new Create({ Name: 'x', Tags: [{ Key: '', Value: 'v' }] }), V],
  ['create: a tag of AWS', new Create({ Name: 'x', Tags: [{ Key: 'aws:x', Value: 'v' }] }), V],
  [
    'create: a tag twice',
    new Create({
      Name: 'x',
      Tags: [
        { Key: 'k', Value: 'v' },
        { Key: 'k', Value: 'w' },
      ],
    }),
    V,
  ],
  ['create: a long tag key', new Create({ Name: 'x', Tags: [{ Key: long(129), Value: 'v' }] }), V],
  ['create: a long tag value', new Create({ Name: 'x', Tags: [{ Key: 'k', Value: long(257) }] }), V],
  [
    'create: 51 tags',
    new Create({ Name: 'x', Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: 'v' })) }),
    'LimitExceededException',
  ],
  ['describe: an unknown bus', new Describe({ Name: 'none' }), N, 'Event bus none does not exist.'],
  [
    'describe: an unknown bus by ARN',
    new Describe({ Name: 'arn:aws:events:us-east-1:000000000000:event-bus/none' }),
    N,
    'Event bus none does not exist.',
  ],
  [
    'describe: a bus of another region',
    new Describe({ Name: 'arn:aws:events:eu-west-1:000000000000:event-bus/default' }),
    N,
  ],
  ['describe: an empty name', new Describe({ Name: '' }), V],
  ['describe: a long name', new Describe({ Name: long(1601) }), V],
  ['update: an unknown bus', new Update({ Name: 'none', Description: 'd' }), N, 'Event bus none does not exist.'],
  ['update: a long description', new Update({ Name: 'own', Description: long(513) }), V],
  ['update: a FIFO dead-letter queue', new Update({ Name: 'own', DeadLetterConfig: { Arn: `${QUEUE}.fifo` } }), V],
  ['update: a dead-letter ARN that is none', new Update({ Name: 'own', DeadLetterConfig: { Arn: 'nonsense' } }), V],
  ['update: an unknown log level', new Update({ Name: 'own', LogConfig: { Level: 'ALL' as never } }), V],
  ['delete: the default bus', new Delete({ Name: 'default' }), V, 'Cannot delete event bus default.'],
  ['delete: a bus with rules', new Delete({ Name: 'own' }), V, "Event bus own can't be deleted since it has rules."],
  ['delete: an empty name', new Delete({ Name: '' }), V],
  ['list: a limit of 0', new List({ Limit: 0 }), V, /greater than or equal to 1/],
  ['list: a limit of 101', new List({ Limit: 101 }), V, /less than or equal to 100/],
  ['list: a token that was not given', new List({ NextToken: 'ä' }), V],
  ['list: an empty token', new List({ NextToken: '' }), V],
  ['list: a bad prefix', new List({ NamePrefix: 'a b' }), V],
  ['permit: nothing', new Permit({}), V],
  ['permit: an unknown bus', new Permit({ EventBusName: 'none', Policy: policy([ALLOW]) }), N],
  ['permit: no principal', new Permit({ Action: 'events:PutEvents', StatementId: 's' }), V],
  ['permit: no action', new Permit({ Principal: '*', StatementId: 's' }), V],
  ['permit: no statement id', new Permit({ Action: 'events:PutEvents', Principal: '*' }), V],
  [
    'permit: another action',
    new Permit({ Action: 'events:PutRule', Principal: '*', StatementId: 's' }),
    V,
    "Provided value in parameter 'action' is not supported.",
  ],
  ['permit: a bad action', new Permit({ Action: 'PutEvents', Principal: '*', StatementId: 's' }), V],
  ['permit: a bad principal', new Permit({ Action: 'events:PutEvents', Principal: '123', StatementId: 's' }), V],
  ['permit: a bad statement id', new Permit({ Action: 'events:PutEvents', Principal: '*', StatementId: 'a b' }), V],
  ['permit: a long statement id', new Permit({ Action: 'events:PutEvents', Principal: '*', StatementId: long(65) }), V],
  [
    'permit: a condition for one account',
    new Permit({
      Action: 'events:PutEvents',
      Principal: '111111111111',
      StatementId: 's',
      Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-1' },
    }),
    V,
  ],
  [
    'permit: an unknown condition',
    new Permit({
      Action: 'events:PutEvents',
      Principal: '*',
      StatementId: 's',
      Condition: { Type: 'StringLike', Key: 'aws:PrincipalOrgID', Value: 'o-1' },
    }),
    V,
  ],
  [
    'permit: a condition on another key',
    new Permit({
      Action: 'events:PutEvents',
      Principal: '*',
      StatementId: 's',
      Condition: { Type: 'StringEquals', Key: 'aws:SourceIp', Value: 'o-1' },
    }),
    V,
  ],
  [
    'permit: half a condition',
    new Permit({
      Action: 'events:PutEvents',
      Principal: '*',
      StatementId: 's',
      Condition: { Type: 'StringEquals' } as never,
    }),
    V,
    /2 validation errors/,
  ],
  ['permit: a policy and a principal', new Permit({ Policy: policy([ALLOW]), Principal: '*' }), V],
  ['permit: a policy that is no JSON', new Permit({ Policy: '{' }), V],
  ['permit: a policy without statements', new Permit({ Policy: '{"Version":"2012-10-17"}' }), V],
  ['permit: a policy of another version', new Permit({ Policy: policy([ALLOW], '2020-01-01') }), V],
  ['permit: a policy without principal', new Permit({ Policy: policy([{ ...ALLOW, Principal: undefined }]) }), V],
  ['permit: a policy without effect', new Permit({ Policy: policy([{ ...ALLOW, Effect: undefined }]) }), V],
  ['permit: a policy with unknown members', new Permit({ Policy: policy([{ ...ALLOW, Nonsense: 1 }]) }), V],
  ['permit: a policy with an id twice', new Permit({ Policy: policy([ALLOW, ALLOW]) }), V],
  [
    'permit: a policy that is too long',
    new Permit({
      Policy: policy([
        {
          ...ALLOW,
          Resource: Array.from({ length: 300 }, (_, i) => `arn:aws:events:us-east-1:000000000000:rule/${i}`),
        },
      ]),
    }),
    'PolicyLengthExceededException',
  ],
  ['forbid: an unknown bus', new Forbid({ EventBusName: 'none', StatementId: 's' }), N],
  [
    'forbid: where there is no policy',
    new Forbid({ EventBusName: 'bare', StatementId: 's' }),
    N,
    'EventBus does not have a policy.',
  ],
  ['forbid: no statement', new Forbid({ EventBusName: 'bare' }), V],
  [
    'forbid: an unknown statement',
    async () => {
      await world.events.send(
        new Permit({ EventBusName: 'own', Action: 'events:PutEvents', Principal: '*', StatementId: 's' }),
      );
      return new Forbid({ EventBusName: 'own', StatementId: 'other' });
    },
    N,
    'Statement with the provided id does not exist.',
  ],
];

itRefuses(send, refusals);

it('a hundred buses are the most', async () => {
  for (let i = 0; i < 98; i++) await world.events.send(new Create({ Name: `many-${i}` }));
  await expectRefusal(
    send,
    new Create({ Name: 'one-more' }),
    'LimitExceededException',
    'The requested resource exceeds the maximum number allowed.',
  );
});
