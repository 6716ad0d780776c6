import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { faultsOf, scheduleFaults } from '../../../../tools/drill/faults.ts';
import { markedEvent } from '../../../../tools/drill/marked-events.ts';
import { parseDrillOptions } from '../../../../tools/drill/options.ts';
import { expectedDigest } from '../../../../tools/drill/read-model.ts';
import { type DrillFindings, makeReceipt, tableOf } from '../../../../tools/drill/receipt.ts';
import { hasPassed, tableOfSeries } from '../../../../tools/drill/series.ts';

const DRILL = path.join(import.meta.dirname, '../../../../tools/drill.ts');
const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

test.each([1, 2, 3, 7, 10, 500, 100_000])(
  'every schedule of %s events is within them, in order, and the same for the same seed',
  (events) => {
    for (const seed of SEEDS) {
      const schedule = scheduleFaults(seed, events);
      expect(scheduleFaults(seed, events)).toEqual(schedule);
      const { throttled, killAt, denied, disabled } = schedule;
      const places = [
        0,
        ...(throttled ? [throttled.from, throttled.to] : []),
        killAt,
        denied.from,
        denied.to,
        ...(disabled ? [disabled.from, disabled.to] : []),
        events,
      ];
      expect(places).toEqual([...places].sort((a, b) => a - b));
      expect(denied.to).toBeGreaterThan(denied.from);
    }
  },
);

test('every kind of fault comes in some of twenty schedules, and some in all', () => {
  const names = SEEDS.slice(0, 20).map((seed) => faultsOf(scheduleFaults(seed, 500)).map(({ name }) => name));
  const often = (fault: string): number => names.filter((each) => each.includes(fault)).length;
  for (const fault of ['kill', 'deny', 'lose']) expect([fault, often(fault)]).toEqual([fault, 20]);
  for (const fault of ['throttle', 'disable', 'deny-replay', 'kill-replay']) {
    expect(often(fault)).toBeGreaterThan(2);
    expect(often(fault)).toBeLessThan(18);
  }
});

test('the read model that is expected holds the newest version of each order, in whatever order events come', () => {
  const events = Array.from({ length: 7 }, (_, number) => markedEvent(1, number));
  expect(expectedDigest(events).orders).toBe(3);
  expect(expectedDigest([...events].reverse())).toEqual(expectedDigest(events));
  expect(expectedDigest(events.slice(0, 6)).digest).not.toBe(expectedDigest(events).digest);
});

const model = { orders: 1, digest: 'a'.repeat(64) };
const findings: DrillFindings = {
  schedule: scheduleFaults(1, 2),
  publishedIds: ['1', '2'],
  publishSeconds: 1,
  seconds: 3,
  rtoSeconds: 2,
  rpoSeconds: 0,
  fates: { delivered: ['1', '2'], deliveredMoreThanOnce: [], deadLettered: [], missing: [] },
  readModel: { expected: model, before: model, after: model },
  recovery: { plans: [], runs: [] },
};
const options = { events: 2, windows: 10, seed: 1, json: undefined };
const other = { ...model, digest: 'b'.repeat(64) };

test.each<[string, Partial<DrillFindings>, boolean]>([
  ['nothing is missing', {}, true],
  [
    'one is delivered more than once',
    { fates: { ...findings.fates, delivered: ['1'], deliveredMoreThanOnce: ['2'] } },
    true,
  ],
  [
    'a dead letter explains it',
    { fates: { ...findings.fates, delivered: ['1'], deadLettered: [{ id: '2', cause: 'c' }] } },
    true,
  ],
  ['one is missing', { fates: { ...findings.fates, delivered: ['1'], missing: ['2'] } }, false],
  ['the read model is another', { readModel: { ...findings.readModel, after: other } }, false],
  ['the read model was wrong before', { readModel: { expected: other, before: model, after: model } }, false],
])('the receipt when %s', (_name, found, passed) => {
  const receipt = makeReceipt(options, { ...findings, ...found });
  expect(receipt.passed).toBe(passed);
  expect(receipt.signature).toMatch(/^[0-9a-f]{64}$/);
  expect(tableOf(receipt).join('\n')).toContain(receipt.signature);
});

test('a series has a line for each drill, also for one that broke off, and says how many passed', () => {
  const passed = makeReceipt(options, findings);
  const lost = makeReceipt({ ...options, seed: 2 }, { ...findings, fates: { ...findings.fates, missing: ['2'] } });
  const drills = [
    { seed: 1, receipt: passed },
    { seed: 2, receipt: lost },
    { seed: 3, receipt: undefined, error: 'no space left on device' },
  ];
  const table = tableOfSeries(drills, 500);
  expect(table.filter((line) => /^[123] {2,}/.test(line)).map((line) => line.split(/ {2,}/).slice(0, 9))).toEqual([
    ['1', '0', '0', '0', 'equal', '0 s', '2.0 s', '0', 'passed'],
    ['2', '1', '0', '0', 'equal', '0 s', '2.0 s', '0', 'FAILED'],
    ['3', '-', '-', '-', '-', '-', '-', '-', 'broke off: no space left on device'],
  ]);
  expect(table.at(-1)).toContain('1 of 3 drills passed, each with 500 events');
  expect(drills.map(hasPassed)).toEqual([true, false, false]);
});

test.each<[string[], string]>([
  [['--events', '0'], '--events takes a whole number from 1 to 1000000, not "0".'],
  [['--events', 'many'], 'not "many"'],
  [['--events', ' '], 'not " "'],
  [['--windows', '11'], '--windows takes a whole number from 1 to 10'],
  [['--drills', '0'], '--drills takes a whole number from 1 to 100'],
  [['--drills', '101'], '--drills takes a whole number from 1 to 100'],
  [['--seed', '-1'], '--seed'],
  [['--seed', '1.5'], '--seed takes a whole number'],
  [['--verbose'], '--verbose'],
  [['now'], 'now'],
])('refuses %j', (args, message) => {
  expect(() => parseDrillOptions(args, 7)).toThrow(message);
});

test('what is not said is chosen', () => {
  expect(parseDrillOptions([], 7)).toEqual({ events: 500, windows: 10, seed: 7, drills: 1, json: undefined });
  expect(parseDrillOptions(['--help'], 7)).toBeUndefined();
});

test('a wrong option ends it with the code 2 before anything begins', () => {
  const { status, stderr } = spawnSync(process.execPath, [DRILL, '--drills', '0'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 2, stderr: expect.stringMatching(/^drill: .*\nTry: npm run drill/) });
});
