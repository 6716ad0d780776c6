import { PutEventsCommand as Put, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { itRefuses, long, type Refusal } from '../../../../../support/refusals.ts';

let world: EventsWorld;
beforeAll(async () => {
  world = eventsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

const V = 'ValidationException';
const GOOD = { Source: 'shop', DetailType: 't', Detail: '{}' };
const one = (more: Partial<PutEventsRequestEntry>) => new Put({ Entries: [{ ...GOOD, ...more }] });
const TOO_LARGE = 'Total size of the entries in the request is over the limit.';

describe('whole requests that are refused', () => {
  const refusals: Refusal[] = [
    ['no entries', new Put({} as never), V, /'entries' failed to satisfy constraint: Member must not be null/],
    ['an empty list', new Put({ Entries: [] }), V, /greater than or equal to 1/],
    ['eleven entries', new Put({ Entries: Array.from({ length: 11 }, () => GOOD) }), V, /less than or equal to 10/],
    ['a bus name with a space', one({ EventBusName: 'a b' }), V],
    ['an empty bus name', one({ EventBusName: '' }), V],
    ['a long bus name', one({ EventBusName: long(1601) }), V],
    ['a partner’s bus', one({ EventBusName: 'aws.partner/a/b' }), V],
    ['an ARN of no bus', one({ EventBusName: 'arn:aws:events:us-east-1:000000000000:rule/r' }), V],
    ['an empty trace header', one({ TraceHeader: '' }), V],
    ['a long trace header', one({ TraceHeader: long(501) }), V, /500/],
    ['a long resource', one({ Resources: [long(2049)] }), V, /2048/],
    ['a detail over the limit', one({ Detail: JSON.stringify({ a: long(262_144) }) }), V, TOO_LARGE],
    [
      'entries over the limit together',
      new Put({
        Entries: Array.from({ length: 10 }, () => ({ ...GOOD, Detail: JSON.stringify({ a: long(27_000) }) })),
      }),
      V,
      TOO_LARGE,
    ],
    ['resources over the limit', one({ Resources: Array.from({ length: 200 }, () => long(2_000)) }), V, TOO_LARGE],
    [
      'characters of three bytes over the limit',
      one({ Detail: JSON.stringify({ a: '€'.repeat(90_000) }) }),
      V,
      TOO_LARGE,
    ],
  ];
  itRefuses(() => world, refusals);

  it('a detail of a thousand levels is taken, of one more it is not', async () => {
    const nested = (levels: number) => `{"a":${'['.repeat(levels - 1)}"[{\\"["${']'.repeat(levels - 1)}}`;
    const { Entries } = await world.events.send(
      new Put({
        Entries: [1_000, 1_001].map((levels) => ({ Source: 's', DetailType: 't', Detail: nested(levels) })),
      }),
    );
    expect(Entries?.[0]?.EventId).toBeDefined();
    expect(Entries?.[1]).toEqual({ ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' });
  });

  it('just within the limit an event is taken, with a time it is not', async () => {
    const rest = GOOD.Source.length + GOOD.DetailType.length + '{"a":""}'.length;
    const Detail = JSON.stringify({ a: long(262_144 - rest) });
    expect((await world.events.send(one({ Detail }))).FailedEntryCount).toBe(0);
    await expect(world.events.send(one({ Detail, Time: new Date(0) }))).rejects.toThrow(TOO_LARGE);
  });
});

const ofArgument = (name: string) => `Parameter ${name} is not valid. Reason: ${name} is a required argument.`;

describe('entries that are refused', () => {
  it.each([
    ['no source', { Source: undefined }, 'InvalidArgument', ofArgument('Source')],
    ['an empty source', { Source: '' }, 'InvalidArgument', ofArgument('Source')],
    ['no detail type', { DetailType: undefined }, 'InvalidArgument', ofArgument('DetailType')],
    ['an empty detail type', { DetailType: '' }, 'InvalidArgument', ofArgument('DetailType')],
    ['a long detail type', { DetailType: long(129) }, 'InvalidArgument', /DetailType/],
    ['no detail', { Detail: undefined }, 'InvalidArgument', ofArgument('Detail')],
    ['an empty detail', { Detail: '' }, 'InvalidArgument', ofArgument('Detail')],
    ['a source of AWS', { Source: 'aws.s3' }, 'NotAuthorizedForSourceException', 'Not authorized for the source.'],
    ['a detail that is no JSON', { Detail: 'nonsense' }, 'MalformedDetail', 'Detail is malformed.'],
    ['a detail that is cut off', { Detail: '{"a":1' }, 'MalformedDetail', 'Detail is malformed.'],
    ['a detail with more behind', { Detail: '{} {}' }, 'MalformedDetail', 'Detail is malformed.'],
    ['a detail that is a list', { Detail: '[]' }, 'MalformedDetail', 'Detail is malformed.'],
    ['a detail that is a string', { Detail: '"a"' }, 'MalformedDetail', 'Detail is malformed.'],
    ['a detail that is a number', { Detail: '1' }, 'MalformedDetail', 'Detail is malformed.'],
    ['a detail that is null', { Detail: 'null' }, 'MalformedDetail', 'Detail is malformed.'],
    ['a detail with single quotes', { Detail: "{'a':1}" }, 'MalformedDetail', 'Detail is malformed.'],
  ] as const)('%s, and no other', async (_name, more, code, message) => {
    const Entries = [GOOD, { ...GOOD, ...more } as PutEventsRequestEntry, GOOD];
    const output = await world.events.send(new Put({ Entries }));
    expect(output.FailedEntryCount).toBe(1);
    expect(output.Entries?.map(({ EventId }) => EventId !== undefined)).toEqual([true, false, true]);
    expect(output.Entries?.[1]?.ErrorCode).toBe(code);
    expect(output.Entries?.[1]?.ErrorMessage).toMatch(message);
  });
});

it('accepts events for a bus that does not exist, and drops them', async () => {
  expect(await world.put('none', {})).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/)]);
});
