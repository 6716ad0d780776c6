import {
  CreateArchiveCommand,
  ListTagsForResourceCommand as List,
  TagResourceCommand as Tag,
  UntagResourceCommand as Untag,
} from '@aws-sdk/client-eventbridge';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { itRefuses, long, type Refusal } from '../../../../../support/refusals.ts';

let world: EventsWorld;
beforeAll(async () => {
  world = eventsWorld(await testEmulator());
  const EventSourceArn = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
  await world.events.send(new CreateArchiveCommand({ ArchiveName: 'a', EventSourceArn }));
});
afterAll(() => world.emulator.stop());

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const arn = (resource: string) => `arn:aws:events:us-east-1:000000000000:${resource}`;
const BUS = arn('event-bus/default');
const tag = (Key: string, Value = 'v', ResourceARN = BUS) => new Tag({ ResourceARN, Tags: [{ Key, Value }] });

it('are put, replaced and taken away, on buses and rules', async () => {
  const bus = await world.bus();
  const rule = await world.rule(bus, { source: ['a'] });
  for (const ResourceARN of [arn(`event-bus/${bus}`), rule]) {
    await world.events.send(
      new Tag({
        ResourceARN,
        Tags: [
          { Key: 'b', Value: '1' },
          { Key: 'a', Value: '' },
        ],
      }),
    );
    await world.events.send(new Tag({ ResourceARN, Tags: [{ Key: 'b', Value: '2' }] }));
    const list = async () => (await world.events.send(new List({ ResourceARN }))).Tags;
    expect(await list()).toEqual([
      { Key: 'a', Value: '' },
      { Key: 'b', Value: '2' },
    ]);
    await world.events.send(new Untag({ ResourceARN, TagKeys: ['b', 'none'] }));
    expect(await list()).toEqual([{ Key: 'a', Value: '' }]);
  }
});

describe('refuse', () => {
  itRefuses(() => world, [
    ['an unknown bus', tag('k', 'v', arn('event-bus/none')), N, 'Event bus none does not exist.'],
    ['an unknown rule', tag('k', 'v', arn('rule/none')), N, 'Rule none does not exist on EventBus default.'],
    [
      'an unknown rule of a bus',
      async () => tag('k', 'v', arn(`rule/${await world.bus()}/none`)),
      N,
      /^Rule none does not exist on EventBus bus-/,
    ],
    ['a rule of an unknown bus', tag('k', 'v', arn('rule/none/r')), N, 'Event bus none does not exist.'],
    [
      'a managed rule',
      tag('k', 'v', arn('rule/Events-Archive-a')),
      'ManagedRuleException',
      'Tag related operations on the managed rule Events-Archive-a is not allowed.',
    ],
    ['an archive', tag('k', 'v', arn('archive/a')), V],
    ['no ARN', tag('k', 'v', 'nonsense'), V],
    ['an empty ARN', tag('k', 'v', ''), V],
    ['a queue', tag('k', 'v', 'arn:aws:sqs:us-east-1:000000000000:q'), V],
    ['a bus of another account', tag('k', 'v', BUS.replace('000000000000', '111111111111')), 'AccessDeniedException'],
    ['no tags', new Tag({ ResourceARN: BUS } as never), V],
    ['a tag without a key', tag(''), V],
    ['a long key', tag(long(129)), V],
    ['a long value', tag('k', long(257)), V],
    ['a key of AWS', tag('aws:k'), V],
    ['a key of AWS in capitals', tag('AWS:k'), V],
    ['a key with a bar', tag('a|b'), V],
    ['a value with a bar', tag('k', 'a|b'), V],
    [
      'a key twice',
      new Tag({
        ResourceARN: BUS,
        Tags: [
          { Key: 'k', Value: '1' },
          { Key: 'k', Value: '2' },
        ],
      }),
      V,
    ],
    [
      '51 tags',
      new Tag({ ResourceARN: BUS, Tags: Array.from({ length: 51 }, (_, i) => ({ Key: `k${i}`, Value: 'v' })) }),
      'LimitExceededException',
    ],
    [
      'to untag an unknown bus',
      new Untag({ ResourceARN: arn('event-bus/none'), TagKeys: ['k'] }),
      N,
      'Event bus none does not exist.',
    ],
    ['to untag without keys', new Untag({ ResourceARN: BUS } as never), V],
    [
      'to untag a managed rule',
      new Untag({ ResourceARN: arn('rule/Events-Archive-a'), TagKeys: ['k'] }),
      'ManagedRuleException',
    ],
    ['to list of an unknown rule', new List({ ResourceARN: arn('rule/none') }), N],
    ['to list of nothing', new List({ ResourceARN: '' }), V],
  ] satisfies Refusal[]);
});
