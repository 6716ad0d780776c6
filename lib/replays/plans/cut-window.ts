import type { ReplayWindow } from '../replay-window.ts';
import type { PlannedWindow } from './replay-plan.ts';

const SECOND = 1000;
/** Of the window: how far from the balanced place a cut may go to find a quiet place. */
const REACH = 0.02;
/** Of the events: how many may stand beside cuts, for these come twice should AWS round a cut to a second. */
const MOST_AT_STAKE = 0.1;

type Count = (second: number) => number;

/** The events that come twice if a cut before this second is rounded, whichever way. */
const atStake = (second: number, count: Count): number => Math.max(count(second - 1), count(second));

/** The second, near the balanced one, before which a cut puts the fewest events at stake. */
function quietest(place: number, reach: number, [first, last]: readonly [number, number], count: Count): number {
  let best = place;
  for (let distance = 0; distance <= reach && atStake(best, count) > 0; distance++) {
    for (const second of [place - distance, place + distance]) {
      if (second > first && second < last && atStake(second, count) < atStake(best, count)) best = second;
    }
  }
  return best;
}

const iso = (second: number): string => new Date(second * SECOND).toISOString();
/** Half a second before a second begins. Events have whole seconds: none has this time. */
const before = (second: number): string => new Date(second * SECOND - SECOND / 2).toISOString();

/**
 * Cuts a window of whole seconds into replays of about as many events each. A cut lies between two seconds, where no
 * event can be, so that each event is in one replay whether AWS takes the ends of a replay in or not
 * (docs/decisions/0016-replays-meet-between-seconds.md).
 * @param seconds events by second of their time, since 1970
 * @param most replays
 */
export function cutWindow(
  { from, to }: ReplayWindow,
  seconds: ReadonlyMap<number, number>,
  most: number,
): readonly PlannedWindow[] {
  const [first, last] = [from.getTime() / SECOND, to.getTime() / SECOND];
  const count: Count = (second) => seconds.get(second) ?? 0;
  const filled = [...seconds.keys()].filter((second) => second >= first && second <= last).sort((a, b) => a - b);
  const total = filled.reduce((sum, second) => sum + count(second), 0);
  const parts = Math.max(1, Math.min(most, filled.length));
  const reach = Math.floor((last - first) * REACH);
  const cuts: number[] = [];
  let passed = 0;
  let staked = 0;
  for (const second of filled) {
    const previous = cuts.at(-1) ?? first;
    if (cuts.length + 1 < parts && second > previous && passed >= (total * (cuts.length + 1)) / parts) {
      const cut = quietest(second, reach, [previous, last], count);
      const stake = atStake(cut, count);
      if (cut > previous && cut <= last && staked + stake <= total * MOST_AT_STAKE) {
        cuts.push(cut);
        staked += stake;
      }
    }
    passed += count(second);
  }
  const ends = [...cuts, undefined];
  return ends.map((end, index) => {
    const begin = index === 0 ? undefined : cuts[index - 1];
    const events = filled
      .filter((second) => second >= (begin ?? first) && (end === undefined || second < end))
      .reduce((sum, second) => sum + count(second), 0);
    return {
      index,
      from: begin === undefined ? iso(first) : before(begin),
      to: end === undefined ? iso(last) : before(end),
      events,
    };
  });
}
