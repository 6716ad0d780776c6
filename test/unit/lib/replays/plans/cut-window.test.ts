import { cutWindow } from '../../../../../lib/replays/plans/cut-window.ts';

const BASE = Date.UTC(2026, 10, 23, 12) / 1000;
const window = (seconds: number) => ({ from: new Date(BASE * 1000), to: new Date((BASE + seconds) * 1000) });
type Counts = readonly (readonly [second: number, events: number])[];
const counted = (entries: Counts) => new Map(entries.map(([at, events]) => [BASE + at, events]));
const even = (seconds: number, events = 2): Counts => Array.from({ length: seconds }, (_, at) => [at, events] as const);

test.each<[string, number, Counts, number, readonly number[]]>([
  ['no events', 60, [], 10, [0]],
  ['one event', 60, [[5, 1]], 10, [1]],
  ['one busy second', 60, [[5, 100]], 10, [100]],
  ['even load', 100, even(100), 4, [50, 50, 50, 50]],
  ['even load in ten', 1000, even(1000), 10, Array.from({ length: 10 }, () => 200)],
  [
    'bursts with pauses',
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
  [
    'few events far apart',
    100,
    [
      [0, 1],
      [50, 1],
      [99, 1],
    ],
    10,
    [1, 1, 1],
  ],
])('%s', (_name, seconds, entries, most, events) => {
  expect(cutWindow(window(seconds), counted(entries), most).map((each) => each.events)).toEqual(events);
});

test.each<[string, number, Counts]>([
  ['pauses', 1000, even(1000).filter(([at]) => at % 50 > 3)],
  ['even load', 300, even(300)],
  ['growing load', 300, even(300).map(([at]) => [at, at + 1])],
  ['a burst', 300, [...even(10, 500), ...even(300)]],
  ['a window shorter than its events', 100, even(200)],
])(
  'each second with events is in exactly one replay, whatever AWS does with their ends: %s',
  (_name, length, entries) => {
    const whole = window(length);
    const windows = cutWindow(whole, counted(entries), 10);
    expect(windows.length).toBeGreaterThan(1);
    expect(windows[0]?.from).toBe(whole.from.toISOString());
    expect(windows.at(-1)?.to).toBe(whole.to.toISOString());
    for (let second = BASE + 1; second < BASE + length; second++) {
      const [taken, left] = [
        windows.filter(({ from, to }) => Date.parse(from) <= second * 1000 && second * 1000 <= Date.parse(to)),
        windows.filter(({ from, to }) => Date.parse(from) < second * 1000 && second * 1000 < Date.parse(to)),
      ];
      expect([taken.length, left.length]).toEqual([1, 1]);
    }
  },
);

test.each<[string, number, Counts, number]>([
  ['of a second', 1, [[0, 10_000]], 1],
  ['of two seconds', 2, even(2, 5000), 1],
  ['of thirty seconds', 30, even(30, 300), 4],
  ['of a minute', 60, even(60, 300), 7],
  ['of two minutes', 120, even(120, 300), 10],
])('rounded cuts of a burst %s would repeat at most a tenth of it', (_name, length, entries, parts) => {
  const windows = cutWindow(window(length), counted(entries), 10);
  expect(windows).toHaveLength(parts);
  const rounded = windows.slice(1).map(({ from }) => Math.floor(Date.parse(from) / 1000));
  const counts = counted(entries);
  const twice = rounded.reduce((sum, second) => sum + (counts.get(second) ?? 0), 0);
  expect(twice).toBeLessThanOrEqual(entries.reduce((sum, [, events]) => sum + events, 0) / 10);
});

test('a cut goes where nothing happens', () => {
  const entries = even(1000, 1).filter(([at]) => at !== 505 && at !== 506);
  const [first, second] = cutWindow(window(1000), counted(entries), 2);
  expect([first?.to, second?.from]).toEqual(Array(2).fill(new Date((BASE + 505.5) * 1000).toISOString()));
});
