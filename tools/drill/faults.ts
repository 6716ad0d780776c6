/** From a number of events published up to another. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What goes wrong in a drill, and when; places are events published so far. */
export interface FaultSchedule {
  /** The function that publishes is throttled when these are to be published. */
  readonly throttled: Stretch | undefined;
  /** kill -9 of the emulator while events are published. */
  readonly killAt: number;
  /** The target's permission is gone for these events: they go to the dead letter queue. */
  readonly denied: Stretch;
  /** The rule of the read model is disabled for these events: they go nowhere. */
  readonly disabled: Stretch | undefined;
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

/** The same schedule for the same seed. Its stretches follow one another: throttled, killed, denied, disabled. */
export function scheduleFaults(seed: number, events: number): FaultSchedule {
  const random = seeded(seed);
  const place = (from: number, to: number): number => Math.floor(events * (from + random() * (to - from)));
  const stretch = (from: number, to: number): Stretch | undefined => (from < to ? { from, to } : undefined);
  const killAt = place(0.1, 0.45);
  const deniedFrom = place(0.5, 0.7);
  const deniedFor = Math.min(MOST_DENIED, Math.max(1, Math.floor(events * (0.05 + random() * 0.1))));
  const killReplay = random() < 0.6;
  const denyReplay = random() < 0.4 && events <= MOST_REFUSED;
  const throttled = random() < 0.5 ? stretch(place(0, 0.1), killAt) : undefined;
  const disabled = random() < 0.5 ? stretch(place(0.85, 0.9), place(0.9, 1)) : undefined;
  return {
    throttled,
    killAt,
    denied: { from: deniedFrom, to: deniedFrom + deniedFor },
    disabled,
    killReplay,
    denyReplay,
  };
}

interface Fault {
  /** In one word, for tables. */
  readonly name: string;
  readonly what: string;
}

/** What a schedule holds, in the order in which it happens. */
export function faultsOf({
  throttled,
  killAt,
  denied,
  disabled,
  killReplay,
  denyReplay,
}: FaultSchedule): readonly Fault[] {
  const faults: Fault[] = [];
  const happens = (name: string, what: string): void => void faults.push({ name, what });
  if (throttled) happens('throttle', `the function that publishes is throttled after ${throttled.from} events`);
  happens('kill', `kill -9 of the emulator after ${killAt} events`);
  happens(
    'deny',
    `the queue of the read model refuses the events ${denied.from} to ${denied.to - 1}: they become dead letters`,
  );
  if (disabled)
    happens('disable', `the rule of the read model is disabled for the events ${disabled.from} to ${disabled.to - 1}`);
  happens('lose', 'the table of the read model is deleted');
  if (denyReplay) happens('deny-replay', 'the queue of the read model refuses the first replay');
  if (killReplay) happens('kill-replay', 'kill -9 of the emulator while the replay runs');
  return faults;
}
