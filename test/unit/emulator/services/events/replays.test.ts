import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {
  CancelReplayCommand,
  CreateArchiveCommand,
  DeleteArchiveCommand,
  DeleteRuleCommand,
  DescribeArchiveCommand,
  DescribeReplayCommand,
  DescribeRuleCommand,
  ListArchivesCommand,
  ListReplaysCommand,
  ListTargetsByRuleCommand,
  RemoveTargetsCommand,
  StartReplayCommand,
  type StartReplayCommandInput,
  UpdateArchiveCommand,
} from '@aws-sdk/client-eventbridge';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld, until } from '../../../../support/events-world.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const ALL = { source: [{ prefix: '' }] };
const arnOf = (resource: string) => `arn:aws:events:us-east-1:000000000000:${resource}`;

interface Replayed {
  readonly id: string;
  readonly time: string;
  readonly 'replay-name'?: string;
  readonly detail: { readonly n: number };
}

function archiveWorld(emulator: TestEmulator, world: EventsWorld) {
  const now = () => emulator.clock?.now() ?? 0;
  return {
    async archive(bus: string, more: object = {}) {
      const ArchiveName = world.name('archive');
      await world.events.send(
        new CreateArchiveCommand({ ArchiveName, EventSourceArn: arnOf(`event-bus/${bus}`), ...more }),
      );
      return ArchiveName;
    },
    async start(bus: string, archive: string, more: Partial<StartReplayCommandInput> & { FilterArns?: string[] } = {}) {
      const { FilterArns, ...rest } = more;
      const ReplayName = world.name('replay');
      await world.events.send(
        new StartReplayCommand({
          ReplayName,
          EventSourceArn: arnOf(`archive/${archive}`),
          EventStartTime: new Date(now() - DAY),
          EventEndTime: new Date(now() + DAY),
          Destination: { Arn: arnOf(`event-bus/${bus}`), FilterArns },
          ...rest,
        }),
      );
      return ReplayName;
    },
    describe: (ReplayName: string) => world.events.send(new DescribeReplayCommand({ ReplayName })),
    async ended(ReplayName: string) {
      await emulator.clock?.advance(0);
      return until(async () => {
        const replay = await world.events.send(new DescribeReplayCommand({ ReplayName }));
        return replay.ReplayEndTime ? replay : undefined;
      });
    },
    countOf: async (ArchiveName: string) =>
      (await world.events.send(new DescribeArchiveCommand({ ArchiveName }))).EventCount,
  };
}

describe('archives and replays', () => {
  let emulator: TestEmulator;
  let world: EventsWorld;
  let archives: ReturnType<typeof archiveWorld>;
  const now = () => emulator.clock?.now() ?? 0;

  beforeAll(async () => {
    emulator = await testEmulator();
    world = eventsWorld(emulator);
    archives = archiveWorld(emulator, world);
  });
  afterAll(() => emulator.stop());

  it('keep what matches, from their creation on, through a managed rule', async () => {
    const bus = await world.bus();
    await world.put(bus, { Detail: '{"n":0}' });
    const name = await archives.archive(bus, { EventPattern: '{"detail":{"n":[1]}}', RetentionDays: 3 });
    await world.put(bus, { Detail: '{"n":1}' }, { Detail: '{"n":2}' });
    const archive = await world.events.send(new DescribeArchiveCommand({ ArchiveName: name }));
    expect(archive).toMatchObject({
      State: 'ENABLED',
      EventCount: 1,
      RetentionDays: 3,
      EventPattern: '{"detail":{"n":[1]}}',
    });
    expect(archive.SizeBytes).toBeGreaterThan(100);
    const rule = await world.events.send(
      new DescribeRuleCommand({ Name: `Events-Archive-${name}`, EventBusName: bus }),
    );
    expect(rule.EventPattern).toBe('{"replay-name":[{"exists":false}],"detail":{"n":[1]}}');
    expect(rule.ManagedBy).toBe('prod.vhs.events.aws.internal');
    const { Targets } = await world.events.send(
      new ListTargetsByRuleCommand({ Rule: `Events-Archive-${name}`, EventBusName: bus }),
    );
    expect(Targets).toMatchObject([{ Arn: 'arn:aws:events:us-east-1:::' }]);
  });

  it('take a new pattern', async () => {
    const bus = await world.bus();
    const ArchiveName = await archives.archive(bus, { EventPattern: '{"source":["a"]}' });
    await world.put(bus, { Source: 'b' });
    await world.events.send(new UpdateArchiveCommand({ ArchiveName, EventPattern: '{"source":["b"]}' }));
    await world.put(bus, { Source: 'b' });
    expect(await archives.countOf(ArchiveName)).toBe(1);
  });

  it('forget on the day that retention ends', async () => {
    const bus = await world.bus();
    const name = await archives.archive(bus, { RetentionDays: 1 });
    const queue = await world.queue();
    await world.rule(bus, ALL, { Arn: queue.arn });
    await world.put(bus, {});
    await emulator.clock?.advance(DAY - 1);
    expect(await archives.countOf(name)).toBe(1);
    await emulator.clock?.advance(1);
    expect(await archives.countOf(name)).toBe(0);
    await archives.ended(await archives.start(bus, name, { EventStartTime: new Date(now() - 3 * DAY) }));
    expect(await world.bodies(queue.url)).toHaveLength(1);
  });

  it('replay a window by event time, first and last moment included, with the replay name, and archive nothing again', async () => {
    const [bus, queue] = [await world.bus(), await world.queue()];
    await world.rule(bus, ALL, { Arn: queue.arn });
    const name = await archives.archive(bus);
    const at = (minutes: number) => new Date(Math.floor(now() / MINUTE) * MINUTE + minutes * MINUTE);
    await world.put(bus, ...[5, 3, 1, 4, 2].map((n) => ({ Detail: `{"n":${n}}`, Time: at(n) })));
    await world.drain(queue.url);
    const replay = await archives.start(bus, name, { EventStartTime: at(2), EventEndTime: at(4) });
    expect((await archives.describe(replay)).State).toBe('STARTING');
    const ended = await archives.ended(replay);
    expect(ended).toMatchObject({ State: 'COMPLETED', EventLastReplayedTime: at(4) });
    const events = await world.bodies<Replayed>(queue.url);
    expect(events.map(({ detail }) => detail.n)).toEqual([2, 3, 4]);
    expect(events.every((event) => event['replay-name'] === replay)).toBe(true);
    expect(await archives.countOf(name)).toBe(5);
  });

  it('replay to the rules that were asked for only', async () => {
    const [bus, a, b] = [await world.bus(), await world.queue(), await world.queue()];
    const rule = await world.rule(bus, ALL, { Arn: a.arn });
    await world.rule(bus, ALL, { Arn: b.arn });
    const name = await archives.archive(bus);
    await world.put(bus, {});
    await Promise.all([world.drain(a.url), world.drain(b.url)]);
    await archives.ended(await archives.start(bus, name, { FilterArns: [rule] }));
    expect([(await world.drain(a.url)).length, (await world.drain(b.url)).length]).toEqual([1, 0]);
  });

  it('replay every event of many minutes once', async () => {
    const [bus, queue] = [await world.bus(), await world.queue()];
    await world.rule(bus, ALL, { Arn: queue.arn });
    const name = await archives.archive(bus);
    const start = now() - 600 * MINUTE;
    for (let i = 0; i < 60; i++) {
      const entries = Array.from({ length: 10 }, (_, j) => ({
        Detail: `{"n":${i * 10 + j}}`,
        Time: new Date(start + Math.floor((i * 7919 + j * 104729) % 600) * MINUTE),
      }));
      await world.put(bus, ...entries);
    }
    await world.drain(queue.url);
    await archives.ended(await archives.start(bus, name));
    const numbers = (await world.bodies<Replayed>(queue.url)).map(({ detail }) => detail.n);
    expect(numbers.sort((x, y) => x - y)).toEqual(Array.from({ length: 600 }, (_, i) => i));
  });

  it('can be cancelled before and during their run, and not after', async () => {
    const bus = await world.bus();
    const name = await archives.archive(bus);
    const ReplayName = await archives.start(bus, name);
    const cancel = () => world.events.send(new CancelReplayCommand({ ReplayName }));
    expect((await cancel()).State).toBe('CANCELLING');
    await expect(cancel()).rejects.toMatchObject({ name: 'IllegalStatusException' });
    expect((await archives.ended(ReplayName)).State).toBe('CANCELLED');
    await expect(cancel()).rejects.toMatchObject({ name: 'IllegalStatusException' });
  });

  it('run ten at a time', async () => {
    const bus = await world.bus();
    const name = await archives.archive(bus);
    const started: string[] = [];
    for (let i = 0; i < 10; i++) started.push(await archives.start(bus, name));
    await expect(archives.start(bus, name)).rejects.toMatchObject({ name: 'LimitExceededException' });
    for (const replay of started) expect((await archives.ended(replay)).State).toBe('COMPLETED');
    await archives.start(bus, name);
  });

  it('have no archive that fills where its rule was forced away, until it is put again', async () => {
    const bus = await world.bus();
    const ArchiveName = await archives.archive(bus);
    const rule = `Events-Archive-${ArchiveName}`;
    await world.events.send(new RemoveTargetsCommand({ Rule: rule, EventBusName: bus, Ids: [rule], Force: true }));
    await world.events.send(new DeleteRuleCommand({ Name: rule, EventBusName: bus, Force: true }));
    const disabled = await world.events.send(new DescribeArchiveCommand({ ArchiveName }));
    expect(disabled).toMatchObject({
      State: 'DISABLED',
      StateReason: 'Managed rule for the archive was forcefully deleted.',
    });
    const listed = async () =>
      (await world.events.send(new ListArchivesCommand({ State: 'DISABLED' }))).Archives?.map(
        (each) => each.ArchiveName,
      );
    expect(await listed()).toContain(ArchiveName);
    await world.events.send(new UpdateArchiveCommand({ ArchiveName, Description: 'd' }));
    expect(await world.events.send(new DescribeArchiveCommand({ ArchiveName }))).toMatchObject({ State: 'ENABLED' });
    expect(await listed()).not.toContain(ArchiveName);
  });

  it('fail where their archive goes away', async () => {
    const bus = await world.bus();
    const ArchiveName = await archives.archive(bus);
    const replay = await archives.start(bus, ArchiveName);
    await world.events.send(new DeleteArchiveCommand({ ArchiveName }));
    expect(await archives.ended(replay)).toMatchObject({
      State: 'FAILED',
      StateReason: 'Archive resource not found.',
    });
  });

  it('are listed by one filter, and forgotten after 90 days', async () => {
    const bus = await world.bus();
    const name = await archives.archive(bus);
    const replay = await archives.start(bus, name);
    await archives.ended(replay);
    const byArchive = () => world.events.send(new ListReplaysCommand({ EventSourceArn: arnOf(`archive/${name}`) }));
    expect((await byArchive()).Replays).toMatchObject([{ ReplayName: replay, State: 'COMPLETED' }]);
    const { Archives } = await world.events.send(
      new ListArchivesCommand({ EventSourceArn: arnOf(`event-bus/${bus}`) }),
    );
    expect(Archives).toMatchObject([{ ArchiveName: name }]);
    await emulator.clock?.advance(90 * DAY);
    expect((await byArchive()).Replays).toEqual([]);
    await expect(archives.describe(replay)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('are not listed by a bus', async () => {
    const refused = world.events.send(new ListReplaysCommand({ EventSourceArn: arnOf('event-bus/default') }));
    await expect(refused).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Parameter EventSourceArn is not valid. Reason: Must contain an archive ARN.',
    });
  });

  it.each([
    [
      'no archive',
      { EventSourceArn: arnOf('archive/none') },
      'ValidationException',
      'Parameter EventSourceArn is not valid. Reason: Archive none does not exist.',
    ],
    [
      'a bus for an archive',
      { EventSourceArn: arnOf('event-bus/default') },
      'ValidationException',
      /^Parameter EventSourceArn is not valid/,
    ],
    [
      'no bus',
      { Destination: { Arn: arnOf('event-bus/none') } },
      'ResourceNotFoundException',
      'Event bus none does not exist.',
    ],
    [
      'no bus ARN',
      { Destination: { Arn: 'nonsense' } },
      'ValidationException',
      'Parameter Destination.Arn is not valid. Reason: Must contain an event bus ARN.',
    ],
    [
      'another bus',
      { Destination: { Arn: arnOf('event-bus/default') } },
      'ValidationException',
      'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
    ],
    [
      'another account',
      { Destination: { Arn: 'arn:aws:events:us-east-1:111111111111:event-bus/default' } },
      'ResourceNotFoundException',
      'Event bus default does not exist.',
    ],
    [
      'an end before the start',
      { EventEndTime: new Date(0) },
      'ValidationException',
      'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.',
    ],
    ['a name twice', { ReplayName: 'taken' }, 'ResourceAlreadyExistsException', 'Replay taken already exists.'],
    ['a bad name', { ReplayName: 'a b' }, 'ValidationException', /1 validation error detected/],
    ['a long name', { ReplayName: 'a'.repeat(65) }, 'ValidationException', /1 validation error detected/],
    [
      'an unknown rule',
      { FilterArns: [arnOf('rule/own/none')] },
      'ValidationException',
      'Parameter Destination.FilterArns is not valid. Reason: Rule must be on the destination event bus.',
    ],
  ] as const)('refuse %s', async (_name, more, name, message) => {
    const bus = await world.bus();
    const archive = await archives.archive(bus);
    if ('ReplayName' in more && more.ReplayName === 'taken')
      await archives.start(bus, archive, more).catch(() => undefined);
    await expect(archives.start(bus, archive, more as Partial<StartReplayCommandInput>)).rejects.toMatchObject({
      name,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});

it('goes on after a stop behind the last event it had replayed', async () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'trestle-replay-'));
  const first = await testEmulator({ data });
  const world = eventsWorld(first);
  const archives = archiveWorld(first, world);
  const [bus, queue] = [await world.bus(), await world.queue()];
  await world.rule(bus, ALL, { Arn: queue.arn });
  const archive = await archives.archive(bus);
  for (let i = 0; i < 200; i++) {
    await world.put(bus, ...Array.from({ length: 10 }, (_, j) => ({ Detail: `{"n":${i * 10 + j}}` })));
  }
  await world.drain(queue.url);
  const replay = await archives.start(bus, archive);
  await first.clock?.advance(0);
  await first.stop();

  const second = await testEmulator({ data });
  const again = eventsWorld(second);
  const moved = archiveWorld(second, again);
  expect((await moved.ended(replay)).State).toBe('COMPLETED');
  const url = queue.url.replace(/^http:\/\/[^/]+/, second.endpoint);
  const numbers = (await again.bodies<Replayed>(url)).map(({ detail }) => detail.n);
  expect(new Set(numbers).size).toBe(2000);
  expect(numbers).toHaveLength(2000);
  await second.stop();
  rmSync(data, { recursive: true, force: true });
}, 30_000);

it('sees of an archive that lags only what was archived long enough ago', async () => {
  const emulator = await testEmulator({ events: { archiveLag: 10 * MINUTE } });
  const world = eventsWorld(emulator);
  const archives = archiveWorld(emulator, world);
  const [bus, queue] = [await world.bus(), await world.queue()];
  await world.rule(bus, ALL, { Arn: queue.arn });
  const archive = await archives.archive(bus);
  await world.put(bus, {});
  await world.drain(queue.url);
  await archives.ended(await archives.start(bus, archive));
  expect(await world.drain(queue.url)).toEqual([]);
  await emulator.clock?.advance(10 * MINUTE);
  await archives.ended(await archives.start(bus, archive));
  expect(await world.drain(queue.url)).toHaveLength(1);
  await emulator.stop();
});
