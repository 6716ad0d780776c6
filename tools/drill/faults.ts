/** What goes wrong in a drill, and when; places are events published so far. */
export interface FaultSchedule {
  /** kill -9 of the emulator while events are published. */
  readonly killAt: number;
  /** The target's permission is gone for these events: they go to the dead letter queue. */
  readonly deniedFrom: number;
  readonly deniedTo: number;
  /** kill -9 of the emulator while the replay runs. */
  readonly killReplay: boolean;
  /** The target's permission is gone when the first replay begins. */
  readonly denyReplay: boolean;
}

/** Dead letters are redriven one by one; more of them prove nothing more. */
const MOST_DENIED = 500;
/** A replay that is refused makes a dead letter of every event of the drill. */
const MOST_REFUSED = 2000;

/** The same numbers in [0, 1) for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The same schedule for the same seed. */
export function scheduleFaults(seed: number, events: number): FaultSchedule {
  const random = seeded(seed);
  const place = (from: number, to: number): number => Math.floor(events * (from + random() * (to - from)));
  const killAt = place(0.1, 0.45);
  const deniedFrom = place(0.5, 0.7);
  const deniedTo = Math.min(
    deniedFrom + MOST_DENIED,
    deniedFrom + Math.max(1, Math.floor(events * (0.05 + random() * 0.15))),
  );
  return {
    killAt,
    deniedFrom,
    deniedTo,
    killReplay: random() < 0.6,
    denyReplay: random() < 0.4 && events <= MOST_REFUSED,
  };
}

/** A line for each fault. */
export const describeFaults = ({ killAt, deniedFrom, deniedTo, killReplay, denyReplay }: FaultSchedule): string[] => [
  `kill -9 of the emulator after ${killAt} events`,
  `the queue of the read model refuses the events ${deniedFrom} to ${deniedTo - 1}: they become dead letters`,
  'the table of the read model is deleted',
  ...(denyReplay ? ['the queue of the read model refuses the first replay'] : []),
  ...(killReplay ? ['kill -9 of the emulator while the replay runs'] : []),
];
