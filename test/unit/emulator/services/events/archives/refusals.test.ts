import {
  CancelReplayCommand as Cancel,
  CreateArchiveCommand as Create,
  DeleteArchiveCommand as Delete,
  DescribeArchiveCommand as Describe,
  DescribeReplayCommand as DescribeReplay,
  ListArchivesCommand as List,
  ListReplaysCommand as ListReplays,
  UpdateArchiveCommand as Update,
} from '@aws-sdk/client-eventbridge';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { itRefuses, long, type Refusal } from '../../../../../support/refusals.ts';

let world: EventsWorld;
beforeAll(async () => {
  world = eventsWorld(await testEmulator());
  await world.events.send(new Create({ ArchiveName: 'own', EventSourceArn: BUS }));
});
afterAll(() => world.emulator.stop());

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
const ARCHIVE = 'arn:aws:events:us-east-1:000000000000:archive/own';
const create = (more: object) => new Create({ ArchiveName: 'x', EventSourceArn: BUS, ...more });

itRefuses(() => world, [
  ['create: no name', create({ ArchiveName: undefined }), V],
  ['create: an empty name', create({ ArchiveName: '' }), V],
  ['create: a long name', create({ ArchiveName: long(49) }), V, /48/],
  ['create: a name with a slash', create({ ArchiveName: 'a/b' }), V],
  [
    'create: a name twice',
    create({ ArchiveName: 'own' }),
    'ResourceAlreadyExistsException',
    'Archive own already exists.',
  ],
  ['create: no source', create({ EventSourceArn: undefined }), V],
  ['create: a source that is no ARN', create({ EventSourceArn: 'default' }), V],
  [
    'create: a source that is a rule',
    create({ EventSourceArn: BUS.replace('event-bus', 'rule') }),
    V,
    /EventSourceArn/,
  ],
  [
    'create: an unknown bus',
    create({ EventSourceArn: BUS.replace('default', 'none') }),
    N,
    'Event bus none does not exist.',
  ],
  ['create: a bus of another account', create({ EventSourceArn: BUS.replace('000000000000', '111111111111') }), N],
  ['create: a bus of another region', create({ EventSourceArn: BUS.replace('us-east-1', 'eu-west-1') }), N],
  [
    'create: a pattern that is none',
    create({ EventPattern: '{' }),
    'InvalidEventPatternException',
    /^Event pattern is not valid/,
  ],
  ['create: a long pattern', create({ EventPattern: JSON.stringify({ source: [long(4096)] }) }), V],
  ['create: a retention below 0', create({ RetentionDays: -1 }), V],
  ['create: a long description', create({ Description: long(513) }), V],
  ['create: a bad key', create({ KmsKeyIdentifier: 'a b' }), V],
  [
    'update: nothing',
    new Update({ ArchiveName: 'own' }),
    V,
    'At least one of EventPattern, RetentionDays or Description must be provided.',
  ],
  [
    'update: an unknown archive',
    new Update({ ArchiveName: 'none', RetentionDays: 1 }),
    N,
    'Archive none does not exist.',
  ],
  [
    'update: a pattern that is none',
    new Update({ ArchiveName: 'own', EventPattern: '[]' }),
    'InvalidEventPatternException',
  ],
  ['update: a retention below 0', new Update({ ArchiveName: 'own', RetentionDays: -1 }), V],
  ['update: a long description', new Update({ ArchiveName: 'own', Description: long(513) }), V],
  ['update: a bad name', new Update({ ArchiveName: 'a b', RetentionDays: 1 }), V],
  ['describe: an unknown archive', new Describe({ ArchiveName: 'none' }), N, 'Archive none does not exist.'],
  ['describe: a bad name', new Describe({ ArchiveName: '' }), V],
  ['delete: an unknown archive', new Delete({ ArchiveName: 'none' }), N, 'Archive none does not exist.'],
  ['delete: a bad name', new Delete({ ArchiveName: 'a/b' }), V],
  [
    'list: two filters',
    new List({ NamePrefix: 'a', State: 'ENABLED' }),
    V,
    'At most one filter is allowed for ListArchives. Use either : State, EventSourceArn, or NamePrefix.',
  ],
  ['list: an unknown bus', new List({ EventSourceArn: BUS.replace('default', 'none') }), N],
  ['list: an unknown state', new List({ State: 'OPEN' as never }), V],
  ['list: a limit of 101', new List({ Limit: 101 }), V],
  ['list: a bad token', new List({ NextToken: '%' }), V],
  [
    'list replays: two filters',
    new ListReplays({ NamePrefix: 'a', EventSourceArn: ARCHIVE }),
    V,
    'At most one filter is allowed for ListReplays. Use either : State, EventSourceArn, or NamePrefix.',
  ],
  ['list replays: an unknown state', new ListReplays({ State: 'OPEN' as never }), V],
  ['list replays: a limit of 0', new ListReplays({ Limit: 0 }), V],
  ['list replays: an archive that is no ARN', new ListReplays({ EventSourceArn: 'own' }), V],
  ['describe replay: an unknown one', new DescribeReplay({ ReplayName: 'none' }), N, 'Replay none does not exist.'],
  ['describe replay: a bad name', new DescribeReplay({ ReplayName: 'a b' }), V],
  ['cancel: an unknown replay', new Cancel({ ReplayName: 'none' }), N, 'Replay none does not exist.'],
  ['cancel: a bad name', new Cancel({ ReplayName: '' }), V],
] satisfies Refusal[]);
