import type { ReplayWindow } from '../replay-window.ts';
import type { PlannedWindow } from './replay-plan.ts';

const SECOND = 1000;
/** Of the window: how far from the balanced place a cut may go to find a second without events. */
const REACH = 0.02;

const iso = (second: number): string => new Date(second * SECOND).toISOString();

/** The emptiest second near the place where a cut would be balanced. */
function emptiest(
  place: number,
  reach: number,
  [first, last]: readonly [number, number],
  count: (second: number) => number,
): number {
  let best = place;
  for (let distance = 0; distance <= reach && count(best) > 0; distance++) {
    for (const second of [place - distance, place + distance]) {
      if (second > first && second < last && count(second) < count(best)) best = second;
    }
  }
  return best;
}

/**
 * Cuts a window of whole seconds into replays of about as many events each. Neighbours share the second in which they
 * meet, since nobody promises whether a replay's end is within it: an event of that second may come twice, and none is
 * lost. Seconds without events are preferred for it.
 * @param seconds events by second of their time, since 1970
 * @param most replays
 */
export function cutWindow(
  { from, to }: ReplayWindow,
  seconds: ReadonlyMap<number, number>,
  most: number,
): readonly PlannedWindow[] {
  const [first, last] = [from.getTime() / SECOND, to.getTime() / SECOND];
  const count = (second: number): number => seconds.get(second) ?? 0;
  const filled = [...seconds.keys()].filter((second) => second >= first && second <= last).sort((a, b) => a - b);
  const total = filled.reduce((sum, second) => sum + count(second), 0);
  const parts = Math.max(1, Math.min(most, filled.length));
  const reach = Math.floor((last - first) * REACH);
  const cuts: number[] = [first];
  let passed = 0;
  for (const second of filled) {
    const end = cuts.at(-1) ?? first;
    const balanced = passed >= (total * cuts.length) / parts;
    if (cuts.length < parts && balanced && second > end) {
      const cut = emptiest(second, reach, [end, last], count);
      if (cut > end && cut < last) cuts.push(cut);
    }
    passed += count(second);
  }
  cuts.push(last);
  return cuts.slice(1).map((end, index) => {
    const begin = cuts[index] ?? first;
    const isLast = index === cuts.length - 2;
    const events = filled
      .filter((second) => second >= begin && (second < end || (isLast && second <= end)))
      .reduce((sum, second) => sum + count(second), 0);
    return { index, from: iso(begin), to: iso(end), events };
  });
}
