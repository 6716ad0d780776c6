import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DisableRuleCommand, EnableRuleCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../support/events-world.ts';

const MINUTE = 60_000;
let emulator: TestEmulator;
let world: EventsWorld;

beforeAll(async () => {
  emulator = await testEmulator();
  world = eventsWorld(emulator);
});
afterAll(() => emulator.stop());

const schedule = async (ScheduleExpression: string) => {
  const [Name, queue] = [world.name('schedule'), await world.queue()];
  await world.events.send(new PutRuleCommand({ Name, ScheduleExpression }));
  await world.events.send(new PutTargetsCommand({ Rule: Name, Targets: [{ Id: 'q', Arn: queue.arn }] }));
  return { Name, url: queue.url };
};
const timesOf = async (url: string) =>
  (await world.bodies<{ time: string }>(url)).map(({ time }) => time.slice(11, 16)).sort();

// The driven clock begins on Monday 2026-11-23 at noon.
it('fires at a rate, counted from when the rule was put', async () => {
  const { url, Name } = await schedule('rate(5 minutes)');
  await emulator.clock?.advance(12 * MINUTE);
  expect(await timesOf(url)).toEqual(['12:05', '12:10']);
  await world.events.send(new DisableRuleCommand({ Name }));
  await emulator.clock?.advance(10 * MINUTE);
  expect(await timesOf(url)).toEqual([]);
  await world.events.send(new EnableRuleCommand({ Name }));
  await emulator.clock?.advance(5 * MINUTE);
  expect(await timesOf(url)).toEqual(['12:27']);
});

it('fires by cron, with the event that AWS sends', async () => {
  const { url, Name } = await schedule('cron(0/30 12-13 ? * MON *)');
  await emulator.clock?.advance(120 * MINUTE);
  const events = await world.bodies(url);
  expect(events).toHaveLength(3);
  expect(events[0]).toMatchObject({
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    resources: [`arn:aws:events:us-east-1:000000000000:rule/${Name}`],
    detail: {},
  });
});

it('goes on after a restart', async () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'trestle-schedule-'));
  const first = await testEmulator({ data });
  const before = eventsWorld(first);
  const queue = await before.queue();
  await before.events.send(new PutRuleCommand({ Name: 's', ScheduleExpression: 'rate(1 minute)' }));
  await before.events.send(new PutTargetsCommand({ Rule: 's', Targets: [{ Id: 'q', Arn: queue.arn }] }));
  await first.stop();
  const second = await testEmulator({ data });
  await second.clock?.advance(MINUTE);
  const url = queue.url.replace(/^http:\/\/[^/]+/, second.endpoint);
  expect(await eventsWorld(second).drain(url)).toHaveLength(1);
  await second.stop();
  rmSync(data, { recursive: true, force: true });
});

it.each([
  'rate(5 minutes)',
  'rate(1 day)',
  'rate(2 hours)',
  'cron(0 10 * * ? *)',
  'cron(15 12 L * ? *)',
  'cron(0 18 ? * MON-FRI *)',
  'cron(0 8 1W * ? *)',
  'cron(0/10 * ? * MON-FRI *)',
  'cron(0 9 ? * 2#1 *)',
  'cron(0 0 ? * 6L 2026-2030)',
  'cron(0,30 8-10 LW JAN,JUL ? *)',
  'cron(0-15/1 8-8 ? * 2,3,4,5,6,7 *)',
  'cron(0 0 1/10,2,3/8 * ? *)',
  'cron(15 10 ? * 6L 2002-2005)',
  'cron(0/5, 9-18, ?, *, MON-FRI, *)',
  'cron(0 20 * * ? 2500)',
  'cron(0 10 * * ? 1969)',
  'cron(0/60 * * * ? *)',
  'cron(0/0 10 * * ? *)',
  'cron(0 0 1/32 1/13 ? *)',
  'cron(0 9 31 FEB ? *)',
  'cron(0 9 1 1 ? 2027,2028-2032/2)',
  'cron(0 9 ? mar tue *)',
  'cron(0 9 1-5W * ? *)',
  'rate(01 hour)',
])('takes %s', async (ScheduleExpression) => {
  await world.events.send(new PutRuleCommand({ Name: world.name('taken'), ScheduleExpression, State: 'DISABLED' }));
});

it.each([
  '',
  ' ',
  'rate()',
  'rate(0 minutes)',
  'rate(1 minutes)',
  'rate(5 minute)',
  'rate(-1 minutes)',
  'rate(1.5 hours)',
  'rate(5 seconds)',
  'rate(5minutes)',
  'rate(5 minutes',
  'Rate(5 minutes)',
  'every 5 minutes',
  'cron()',
  'cron(* * * * *)',
  'cron(* * * * * *)',
  'cron(0 10 ? * ? *)',
  'cron(60 10 * * ? *)',
  'cron(0 24 * * ? *)',
  'cron(0 10 32 * ? *)',
  'cron(0 10 0 * ? *)',
  'cron(0 10 * 13 ? *)',
  'cron(0 10 ? * 8 *)',
  'cron(0 10 ? * MON#6 *)',
  'cron(*/60 * * * ? *)',
  'cron(0 20 3#1 * ? *)',
  'cron(0 20 ? * 3#1,6#3 *)',
  'cron(7 20 * * 1-7 *)',
  'cron(? 20 * * ? *)',
  'cron(15 12 ? * -1 *)',
  'cron(0 10 , * ? *)',
  'cron(0 dummy ? * MON-FRI *)',
  'cron(0 10 * FOO ? *)',
  'cron(0 10 * * ? * *)',
  'cron(0  10 * * ? *)',
  'cron(0\t10 * * ? *)',
  'cron( 0 10 * * ? * )',
  ' cron(0 10 * * ? *)',
  'cron (0 10 * * ? *)',
  'CRON(0 10 * * ? *)',
  'cron(0 10 * * * *)',
  'cron(0 10 1 * MON *)',
  'cron(0 9 1 1 ? 2030-2027)',
  'cron(0 9 ? * MON#0 *)',
  'rate(+1 minute)',
  'rate(1 MINUTE)',
  'rate(1 week)',
  'at(2026-11-23T12:00:00)',
  'rate(5 minutes) ',
])('refuses %p', async (ScheduleExpression) => {
  await expect(world.events.send(new PutRuleCommand({ Name: 'refused', ScheduleExpression }))).rejects.toMatchObject({
    name: 'ValidationException',
  });
});
