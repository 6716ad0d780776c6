import {
  ActivateEventSourceCommand,
  CreateEventBusCommand,
  CreatePartnerEventSourceCommand,
  DeactivateEventSourceCommand,
  DeleteEventBusCommand,
  DeletePartnerEventSourceCommand,
  DescribeEventSourceCommand,
  DescribePartnerEventSourceCommand,
  EventBridgeClient,
  ListEventSourcesCommand,
  ListPartnerEventSourceAccountsCommand,
  ListPartnerEventSourcesCommand,
  PutPartnerEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../support/events-world.ts';

const CUSTOMER = '000000000000';
const DAY = 86_400_000;
let emulator: TestEmulator;
let world: EventsWorld;
let partner: EventBridgeClient;

beforeAll(async () => {
  emulator = await testEmulator({ events: { partnerAccounts: ['222222222222'] } });
  world = eventsWorld(emulator);
  partner = new EventBridgeClient({
    ...emulator.client,
    credentials: { accessKeyId: '222222222222', secretAccessKey: 'x' },
  });
});
afterAll(() => emulator.stop());

const source = async () => {
  const Name = `aws.partner/acme.example/${world.name('tenant')}`;
  await partner.send(new CreatePartnerEventSourceCommand({ Name, Account: CUSTOMER }));
  return Name;
};
const take = (Name: string) => world.events.send(new CreateEventBusCommand({ Name, EventSourceName: Name }));
const stateOf = async (Name: string) => (await world.events.send(new DescribeEventSourceCommand({ Name }))).State;
const put = (Source: string, more: object = {}) =>
  partner.send(new PutPartnerEventsCommand({ Entries: [{ Source, DetailType: 't', Detail: '{"a":1}', ...more }] }));

it('brings a partner’s events to the bus that bears the source’s name, while the source is active', async () => {
  const [name, queue] = [await source(), await world.queue()];
  expect(await stateOf(name)).toBe('PENDING');
  await put(name);
  await take(name);
  expect(await stateOf(name)).toBe('ACTIVE');
  await world.rule(name, { source: [name] }, { Arn: queue.arn });
  const { Entries } = await put(name);
  expect(await world.bodies(queue.url)).toMatchObject([
    { id: Entries?.[0]?.EventId, source: name, account: CUSTOMER, detail: { a: 1 } },
  ]);
  await world.events.send(new DeactivateEventSourceCommand({ Name: name }));
  expect(await stateOf(name)).toBe('PENDING');
  await put(name);
  await world.events.send(new ActivateEventSourceCommand({ Name: name }));
  await partner.send(new DeletePartnerEventSourceCommand({ Name: name, Account: CUSTOMER }));
  expect(await stateOf(name)).toBe('DELETED');
  expect(await world.bodies(queue.url)).toEqual([]);
});

it('forgets a source that nobody takes for two weeks', async () => {
  const name = await source();
  const { ExpirationTime } = await world.events.send(new DescribeEventSourceCommand({ Name: name }));
  expect(ExpirationTime?.getTime()).toBe((emulator.clock?.now() ?? 0) + 14 * DAY);
  await emulator.clock?.advance(14 * DAY);
  await expect(stateOf(name)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('gives a source back with its bus', async () => {
  const name = await source();
  await take(name);
  await world.events.send(new DeleteEventBusCommand({ Name: name }));
  expect(await stateOf(name)).toBe('PENDING');
  await take(name);
  expect(await stateOf(name)).toBe('ACTIVE');
});

it('lists both sides', async () => {
  const name = await source();
  await partner.send(new CreatePartnerEventSourceCommand({ Name: name, Account: '333333333333' }));
  const { EventSources } = await world.events.send(new ListEventSourcesCommand({ NamePrefix: name }));
  expect(EventSources).toMatchObject([{ Name: name, State: 'PENDING', CreatedBy: 'acme.example' }]);
  const { PartnerEventSources } = await partner.send(new ListPartnerEventSourcesCommand({ NamePrefix: name }));
  expect(PartnerEventSources).toEqual([{ Name: name, Arn: `arn:aws:events:us-east-1::event-source/${name}` }]);
  const { PartnerEventSourceAccounts } = await partner.send(
    new ListPartnerEventSourceAccountsCommand({ EventSourceName: name }),
  );
  expect(PartnerEventSourceAccounts?.map(({ Account }) => Account)).toEqual([CUSTOMER, '333333333333']);
  expect((await partner.send(new DescribePartnerEventSourceCommand({ Name: name }))).Name).toBe(name);
});

describe('refusals', () => {
  const NONE = 'aws.partner/acme.example/none';
  it.each([
    [
      'a source twice',
      async () => partner.send(new CreatePartnerEventSourceCommand({ Name: await source(), Account: CUSTOMER })),
      'ResourceAlreadyExistsException',
    ],
    [
      'a short name',
      () => partner.send(new CreatePartnerEventSourceCommand({ Name: 'aws.partner/acme', Account: CUSTOMER })),
      'ValidationException',
    ],
    [
      'a foreign name',
      () => partner.send(new CreatePartnerEventSourceCommand({ Name: 'acme/a/b', Account: CUSTOMER })),
      'ValidationException',
    ],
    [
      'a short account',
      () => partner.send(new CreatePartnerEventSourceCommand({ Name: NONE, Account: '1' })),
      'ValidationException',
    ],
    [
      'to describe what is not',
      () => partner.send(new DescribePartnerEventSourceCommand({ Name: NONE })),
      'ResourceNotFoundException',
    ],
    [
      'accounts of what is not',
      () => partner.send(new ListPartnerEventSourceAccountsCommand({ EventSourceName: NONE })),
      'ResourceNotFoundException',
    ],
    [
      'a prefix that is none',
      () => partner.send(new ListPartnerEventSourcesCommand({ NamePrefix: 'acme' })),
      'ValidationException',
    ],
    [
      'an unknown source',
      () => world.events.send(new DescribeEventSourceCommand({ Name: NONE })),
      'ResourceNotFoundException',
    ],
    [
      'to activate what is not',
      () => world.events.send(new ActivateEventSourceCommand({ Name: NONE })),
      'ResourceNotFoundException',
    ],
    [
      'to deactivate what is not',
      () => world.events.send(new DeactivateEventSourceCommand({ Name: NONE })),
      'ResourceNotFoundException',
    ],
    [
      'to activate without a bus',
      async () => world.events.send(new ActivateEventSourceCommand({ Name: await source() })),
      'InvalidStateException',
    ],
    [
      'to deactivate what is pending',
      async () => world.events.send(new DeactivateEventSourceCommand({ Name: await source() })),
      'InvalidStateException',
    ],
    [
      'a bus of another name',
      async () => world.events.send(new CreateEventBusCommand({ Name: 'other', EventSourceName: await source() })),
      'ValidationException',
    ],
    ['a bus of no source', () => take(NONE), 'ResourceNotFoundException'],
    [
      'a bus that looks like a partner’s',
      () => world.events.send(new CreateEventBusCommand({ Name: NONE })),
      'ValidationException',
    ],
    [
      'twenty-one entries',
      () =>
        partner.send(new PutPartnerEventsCommand({ Entries: Array.from({ length: 21 }, () => ({ Source: NONE })) })),
      'ValidationException',
    ],
    ['no entry', () => partner.send(new PutPartnerEventsCommand({ Entries: [] })), 'ValidationException'],
    ['a source that is no partner’s', () => put('shop'), 'ValidationException'],
  ])('%s', async (_name, act, name) => {
    await expect(act()).rejects.toMatchObject({ name });
  });

  it.each([
    ['an unknown source', {}, 'InvalidArgument'],
    ['no detail type', { DetailType: undefined }, 'InvalidArgument'],
    ['no detail', { Detail: undefined }, 'InvalidArgument'],
    ['a detail that is no object', { Detail: '[]' }, 'MalformedDetail'],
  ])('an entry with %s', async (_name, more, code) => {
    const { Entries, FailedEntryCount } = await put(NONE, more);
    expect(FailedEntryCount).toBe(1);
    expect(Entries?.[0]?.ErrorCode).toBe(code);
  });
});
