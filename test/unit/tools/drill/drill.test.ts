import { describeFaults, scheduleFaults } from '../../../../tools/drill/faults.ts';
import { markedEvent } from '../../../../tools/drill/marked-events.ts';
import { expectedDigest } from '../../../../tools/drill/read-model.ts';
import { type DrillFindings, makeReceipt, tableOf } from '../../../../tools/drill/receipt.ts';

const SEEDS = Array.from({ length: 50 }, (_, seed) => seed);

test.each([1, 2, 10, 500, 100_000])(
  'every schedule of %s events is within them, and the same for the same seed',
  (events) => {
    for (const seed of SEEDS) {
      const schedule = scheduleFaults(seed, events);
      const { killAt, deniedFrom, deniedTo } = schedule;
      expect(scheduleFaults(seed, events)).toEqual(schedule);
      expect([0 <= killAt, killAt <= deniedFrom, deniedFrom < deniedTo, deniedTo <= Math.max(events, 1)]).toEqual([
        true,
        true,
        true,
        true,
      ]);
    }
  },
);

test('schedules differ', () => {
  expect(new Set(SEEDS.map((seed) => describeFaults(scheduleFaults(seed, 500)).length)).size).toBe(3);
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
