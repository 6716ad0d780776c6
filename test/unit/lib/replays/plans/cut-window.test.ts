import { cutWindow } from '../../../../../lib/replays/plans/cut-window.ts';

const BASE = Date.UTC(2026, 10, 23, 12) / 1000;
const window = (seconds: number) => ({ from: new Date(BASE * 1000), to: new Date((BASE + seconds) * 1000) });
const counts = (entries: readonly (readonly [number, number])[]) => new Map(entries.map(([at, n]) => [BASE + at, n]));

test.each<[string, number, readonly (readonly [number, number])[], number, readonly number[]]>([
  ['no events', 60, [], 10, [0]],
  ['one event', 60, [[5, 1]], 10, [1]],
  ['one busy second', 60, [[5, 100]], 10, [100]],
  ['even load', 100, Array.from({ length: 100 }, (_, at) => [at, 2] as const), 4, [50, 50, 50, 50]],
  [
    'a burst',
    100,
    [
      [0, 10],
      [50, 90],
      [99, 10],
    ],
    2,
    [100, 10],
  ],
  [
    'one window',
    100,
    [
      [0, 5],
      [99, 5],
    ],
    1,
    [10],
  ],
])('%s', (_name, seconds, entries, most, events) => {
  const windows = cutWindow(window(seconds), counts(entries), most);
  expect(windows.map((each) => each.events)).toEqual(events);
  expect(windows[0]?.from).toBe(window(seconds).from.toISOString());
  expect(windows.at(-1)?.to).toBe(window(seconds).to.toISOString());
  for (const [index, each] of windows.entries()) {
    expect(Date.parse(each.from)).toBeLessThan(Date.parse(each.to));
    if (index > 0) expect(each.from).toBe(windows[index - 1]?.to);
  }
});

test('a cut goes where nothing happens', () => {
  const entries = Array.from({ length: 1000 }, (_, at) => [at, at === 505 ? 0 : 1] as const).filter(([, n]) => n > 0);
  const [first] = cutWindow(window(1000), counts(entries), 2);
  expect(first?.to).toBe(new Date((BASE + 505) * 1000).toISOString());
});
