import { CreateArchiveCommand, DescribeReplayCommand, StartReplayCommand } from '@aws-sdk/client-eventbridge';
import { cutWindow } from '../../lib/replays/plans/cut-window.ts';
import { type TestEmulator, testEmulator } from '../support/emulator.ts';
import { eventsWorld, until } from '../support/events-world.ts';

let emulator: TestEmulator;
beforeAll(async () => {
  emulator = await testEmulator();
});
afterAll(() => emulator.stop());

const SECONDS = 150;
const arnOf = (resource: string) => `arn:aws:events:us-east-1:000000000000:${resource}`;

test('the replays that a plan cuts a window into bring each event once', async () => {
  const world = eventsWorld(emulator);
  const bus = await world.bus();
  const queue = await world.queue();
  const EventSourceArn = arnOf(`archive/${world.name('archive')}`);
  const ArchiveName = EventSourceArn.slice(arnOf('archive/').length);
  await world.events.send(new CreateArchiveCommand({ ArchiveName, EventSourceArn: arnOf(`event-bus/${bus}`) }));
  const from = new Date((emulator.clock?.now() ?? 0) - SECONDS * 1000);
  // Two a second, in the middle of it: EventBridge gives their time in whole seconds.
  const entries = Array.from({ length: 2 * SECONDS }, (_, n) => ({
    Detail: JSON.stringify({ n }),
    Time: new Date(from.getTime() + Math.floor(n / 2) * 1000 + 500),
  }));
  for (let first = 0; first < entries.length; first += 10) await world.put(bus, ...entries.slice(first, first + 10));
  const rule = await world.rule(bus, { 'replay-name': [{ exists: true }] }, { Arn: queue.arn });

  const to = new Date(from.getTime() + SECONDS * 1000);
  const counts = new Map(Array.from({ length: SECONDS }, (_, second) => [from.getTime() / 1000 + second, 2]));
  const windows = cutWindow({ from, to }, counts, 10);
  expect(windows).toHaveLength(10);
  for (const window of windows)
    await world.events.send(
      new StartReplayCommand({
        ReplayName: `w${window.index}`,
        EventSourceArn,
        EventStartTime: new Date(window.from),
        EventEndTime: new Date(window.to),
        Destination: { Arn: arnOf(`event-bus/${bus}`), FilterArns: [rule] },
      }),
    );
  await emulator.clock?.advance(0);
  for (const { index } of windows)
    await until(async () => {
      const { State } = await world.events.send(new DescribeReplayCommand({ ReplayName: `w${index}` }));
      return State === 'COMPLETED';
    });

  const brought: Record<string, number> = {};
  const seen: number[] = [];
  const take = async (): Promise<void> => {
    await emulator.clock?.advance(0);
    for (const each of await world.bodies<{ 'replay-name': string; detail: { n: number } }>(queue.url)) {
      seen.push(each.detail.n);
      brought[each['replay-name']] = (brought[each['replay-name']] ?? 0) + 1;
    }
  };
  while (seen.length < entries.length) await take();
  await take();
  expect(seen.sort((a, b) => a - b)).toEqual(entries.map((_, n) => n));
  expect(brought).toEqual(Object.fromEntries(windows.map(({ index, events }) => [`w${index}`, events])));
});
