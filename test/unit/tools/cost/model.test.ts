import { readFileSync } from 'node:fs';
import path from 'node:path';
import { busEvent, httpRequest, lambda, read, sqs, transactedWrite, write } from '../../../../tools/cost/items.ts';
import { costOf } from '../../../../tools/cost/model.ts';
import { ASSUMPTIONS, PATHS } from '../../../../tools/cost/paths.ts';
import { costSheet } from '../../../../tools/cost/sheet.ts';

test.each([
  ['an event of 0 bytes', busEvent('x', 0), 1],
  ['an event of 64 KB', busEvent('x', 65_536), 1],
  ['an event of a byte more', busEvent('x', 65_537), 2],
  ['an event of 256 KB', busEvent('x', 262_144), 4],
  ['a message of 65 KB, sent and received', sqs('x', 66_560, 2), 4],
  ['a write of 1 KB', write('x', 1024), 1],
  ['a write of a byte more', write('x', 1025), 2],
  ['a write in a transaction', transactedWrite('x', 1024), 2],
  ['a read of 4 KB', read('x', 4096), 1],
  ['a call of 600 KB for three events', httpRequest('x', 614_400, 3), 2 / 3],
])('%s is as much as AWS counts', (_name, { quantity }, expected) => {
  expect(quantity).toBeCloseTo(expected, 10);
});

test('a function is paid by memory and time, shared by its events', () => {
  const [request, duration] = lambda('x', 1000, 4, 512);
  expect(request?.quantity).toBe(0.25);
  expect(duration?.quantity).toBe(0.125);
});

test('AWS’s own example: a million custom events are a dollar', () => {
  const path_ = { name: '', note: '', items: () => [busEvent('x', 1000)] };
  expect(costOf(path_, ASSUMPTIONS).dollars).toBeCloseTo(1, 10);
});

test.each(PATHS)('$name: the whole is the sum of its parts, the dearest first', (path_) => {
  const { dollars, items } = costOf(path_, ASSUMPTIONS);
  expect(dollars).toBeGreaterThan(0);
  expect(items.reduce((sum, entry) => sum + entry.dollars, 0)).toBeCloseTo(dollars, 6);
  expect(items.map((entry) => entry.dollars)).toEqual(items.map((entry) => entry.dollars).sort((a, b) => b - a));
  expect(items.every(({ quantity }) => Number.isFinite(quantity) && quantity >= 0)).toBe(true);
});

test.each(PATHS)('$name: a larger event never costs less, a larger batch never more', (path_) => {
  const { dollars } = costOf(path_, ASSUMPTIONS);
  expect(costOf(path_, { ...ASSUMPTIONS, eventBytes: 200_000 }).dollars).toBeGreaterThanOrEqual(dollars);
  expect(costOf(path_, { ...ASSUMPTIONS, batch: 100, sqsBatch: 10 }).dollars).toBeLessThanOrEqual(dollars + 1e-9);
});

test('docs/cost.md is up to date (node tools/cost-sheet.ts)', () => {
  expect(readFileSync(path.join(import.meta.dirname, '../../../../docs/cost.md'), 'utf8')).toBe(costSheet());
});
