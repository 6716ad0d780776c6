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
import { testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { expectRefusal, itRefuses, long, type Refusal } from '../../../../../support/refusals.ts';

let world: EventsWorld;
beforeAll(async () => {
  world = eventsWorld(await testEmulator());
  await world.events.send(new Create({ Name: 'own' }));
  await world.events.send(new PutRuleCommand({ Name: 'r', EventBusName: 'own', EventPattern: '{"source":["a"]}' }));
  await world.events.send(new Create({ Name: 'bare' }));
});
afterAll(() => world.emulator.stop());

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const QUEUE = 'arn:aws:sqs:us-east-1:000000000000:q';
const policy = (statement: object | string, version = '2012-10-17') =>
  JSON.stringify({ Version: version, Statement: statement });
const ALLOW = { Sid: 's', Effect: 'Allow', Principal: '*', Action: 'events:PutEvents', Resource: '*' };
const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/';
const RULE = 'arn:aws:events:us-east-1:000000000000:rule/';
const statement = (changes: object, EventBusName = 'default') =>
  new Permit({ EventBusName, Policy: policy([{ ...ALLOW, ...changes }]) });
const ONE_ACCOUNT = { Action: 'events:PutEvents', Principal: '111111111111', StatementId: 's' };
const conditioned = (changes: object) =>
  new Permit({
    ...ONE_ACCOUNT,
    Condition: { Type: 'StringEquals', Key: 'aws:PrincipalOrgID', Value: 'o-a1b2c3d4e5', ...changes },
  });

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
  ['delete: a bus with rules', new Delete({ Name: 'own' }), V, "EventBus can't be deleted since it has rules."],
  ['delete: an empty name', new Delete({ Name: '' }), V],
  ['list: a limit of 0', new List({ Limit: 0 }), V, /greater than or equal to 1/],
  ['list: a limit of 101', new List({ Limit: 101 }), V, /less than or equal to 100/],
  ['list: a token that was not given', new List({ NextToken: 'ä' }), V],
  ['list: an empty token', new List({ NextToken: '' }), V],
  ['list: a bad prefix', new List({ NamePrefix: 'a b' }), V],
  ['permit: nothing', new Permit({}), V, 'Parameter(s) Action must be specified.'],
  ['permit: an unknown bus', new Permit({ EventBusName: 'none', Policy: policy([ALLOW]) }), N],
  [
    'permit: no principal',
    new Permit({ Action: 'events:PutEvents', StatementId: 's' }),
    V,
    'Parameter(s) Principal must be specified.',
  ],
  ['permit: no action', new Permit({ Principal: '*', StatementId: 's' }), V],
  [
    'permit: no statement id',
    new Permit({ Action: 'events:PutEvents', Principal: '*' }),
    V,
    'Parameter(s) StatementId must be specified.',
  ],
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
    'permit: an unknown condition',
    conditioned({ Type: 'StringLike' }),
    V,
    "Provided value in parameter 'condition.type' is not supported.",
  ],
  [
    'permit: a condition on another key',
    conditioned({ Key: 'aws:SourceIp' }),
    V,
    "Provided value in parameter 'condition.key' is not supported.",
  ],
  [
    'permit: a condition on no organization',
    conditioned({ Value: 'o-1' }),
    V,
    "Provided value in parameter 'condition.value' is invalid.",
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
  [
    'permit: a policy and a principal',
    new Permit({ Policy: policy([ALLOW]), Principal: '*' }),
    V,
    'Action, Principal, StatementId and Condition could not be combined with Policy parameter.',
  ],
  ['permit: a policy that is no JSON', new Permit({ Policy: '{' }), V, 'This policy contains invalid Json'],
  ['permit: an empty policy', new Permit({ Policy: '' }), V, 'This policy contains invalid Json'],
  ['permit: a policy that is null', new Permit({ Policy: 'null' }), V, 'This text appears not to be a policy'],
  [
    'permit: a policy of nothing',
    new Permit({ Policy: policy([]) }),
    V,
    'Could not parse the policy: Statement is empty!',
  ],
  ['permit: a statement without resource', statement({ Resource: undefined }), V, 'Missing required field Resource'],
  ['permit: a policy without statements', new Permit({ Policy: '{"Version":"2012-10-17"}' }), V],
  ['permit: a policy of another version', new Permit({ Policy: policy([ALLOW], '2020-01-01') }), V],
  ['permit: a policy without principal', statement({ Principal: undefined }), V, 'Missing required field Principal'],
  ['permit: a policy without effect', statement({ Effect: undefined }), V, 'Missing required field Effect'],
  ['permit: a policy with unknown members', new Permit({ Policy: policy([{ ...ALLOW, Nonsense: 1 }]) }), V],
  [
    'permit: a policy with an id twice',
    new Permit({ Policy: policy([ALLOW, ALLOW]) }),
    V,
    /^Invalid statement at line 1 column \d+: The Statement Ids in the policy are not unique$/,
  ],
  [
    'permit: a policy without version',
    new Permit({ Policy: JSON.stringify({ Statement: [ALLOW] }) }),
    V,
    'Missing required field Version',
  ],
  ['permit: a statement without id', statement({ Sid: undefined }), V, 'Missing required field Sid'],
  [
    'permit: all actions but one',
    statement({ Action: undefined, NotAction: 'events:PutEvents' }),
    V,
    'Has prohibited field NotAction',
  ],
  [
    'permit: all resources but one',
    statement({ Resource: undefined, NotResource: `${BUS}default` }),
    V,
    'Has prohibited field NotResource',
  ],
  [
    'permit: all principals but one',
    statement({ Principal: undefined, NotPrincipal: { AWS: '111111111111' } }),
    V,
    'Has prohibited field NotPrincipal',
  ],
  [
    'permit: an action of another service',
    statement({ Action: ['events:PutEvents', 'sqs:SendMessage'] }),
    V,
    'Invalid statement at line 1 column 38: Action field includes AWS services that are inconsistent with specified vendor',
  ],
  [
    'permit: an action for the owner alone',
    statement({ Action: 'events:PutPermission' }),
    V,
    'Invalid statement at line 1 column 38: The following action names are invalid: "events:PutPermission"',
  ],
  [
    'permit: another bus',
    statement({ Resource: `${BUS}own` }),
    V,
    `The relative-id "event-bus/own" is invalid for ARN "${BUS}own"`,
  ],
  [
    'permit: a bus of another account',
    statement({ Resource: 'arn:aws:events:us-east-1:111111111111:event-bus/default' }),
    V,
    'The namespace "111111111111" is invalid for ARN "arn:aws:events:us-east-1:111111111111:event-bus/default"',
  ],
  [
    'permit: a rule of no bus in particular',
    statement({ Resource: `${RULE}r` }, 'bare'),
    V,
    /^The relative-id "rule\/r"/,
  ],
  ['permit: a queue', statement({ Resource: QUEUE }), V],
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
    'Policy size would be larger than the maximum allowed.',
  ],
  ['forbid: an unknown bus', new Forbid({ EventBusName: 'none', StatementId: 's' }), N],
  [
    'forbid: where there is no policy',
    new Forbid({ EventBusName: 'bare', StatementId: 's' }),
    N,
    'Statement with the provided id does not exist.',
  ],
  ['forbid: no statement', new Forbid({ EventBusName: 'bare' }), V, 'Parameter(s) StatementId must be specified.'],
  [
    'forbid: one statement and all',
    new Forbid({ EventBusName: 'bare', StatementId: 's', RemoveAllPermissions: true }),
    V,
    'StatementId could not be combined with All parameter.',
  ],
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

itRefuses(() => world, refusals);

it('a hundred buses are the most', async () => {
  for (let i = 0; i < 98; i++) await world.events.send(new Create({ Name: `many-${i}` }));
  await expectRefusal(
    world,
    new Create({ Name: 'one-more' }),
    'LimitExceededException',
    'The requested resource exceeds the maximum number allowed.',
  );
});

describe('the policy of a bus', () => {
  const policyOf = async (Name: string): Promise<unknown> =>
    JSON.parse((await world.events.send(new Describe({ Name }))).Policy ?? '');

  it('keeps a statement that is put again in its place', async () => {
    const permit = (StatementId: string, Principal: string) =>
      world.events.send(new Permit({ EventBusName: 'bare', Action: 'events:PutEvents', StatementId, Principal }));
    await permit('first', '111111111111');
    await permit('second', '*');
    await permit('first', '222222222222');
    expect(await policyOf('bare')).toMatchObject({
      Statement: [
        { Sid: 'first', Principal: { AWS: 'arn:aws:iam::222222222222:root' } },
        { Sid: 'second', Principal: '*' },
      ],
    });
    await world.events.send(new Forbid({ EventBusName: 'bare', RemoveAllPermissions: true }));
  });

  it('names accounts by their root users, and what the bus and its rules are', async () => {
    const Statement = [
      { ...ALLOW, Principal: { AWS: '111111111111' }, Resource: `${BUS}bare` },
      { ...ALLOW, Sid: 't', Principal: { AWS: ['222222222222', '*'] }, Action: 'events:*', Resource: `${RULE}bare/*` },
      {
        ...ALLOW,
        Sid: 'u',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['events:Put*', 'events:tagresource'],
      },
    ];
    await world.events.send(new Permit({ EventBusName: 'bare', Policy: policy(Statement) }));
    expect(await policyOf('bare')).toMatchObject({
      Statement: [
        { Principal: { AWS: 'arn:aws:iam::111111111111:root' } },
        { Principal: { AWS: ['arn:aws:iam::222222222222:root', '*'] } },
        { Principal: { Service: 'events.amazonaws.com' } },
      ],
    });
  });

  it('is a list of statements even where one was given', async () => {
    await world.events.send(new Permit({ EventBusName: 'bare', Policy: ` ${policy({ ...ALLOW })}` }));
    const { Policy } = await world.events.send(new Describe({ Name: 'bare' }));
    expect(Policy).toBe(policy([ALLOW]));
  });

  it('takes a condition for one account too', async () => {
    await world.events.send(conditioned({}));
    expect(await policyOf('default')).toMatchObject({
      Statement: [{ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' } } }],
    });
  });
});
