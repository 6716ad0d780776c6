import type { Condition } from './condition.ts';
import type { EventValue } from './event-value.ts';
import type { Sightings } from './sightings.ts';

/** What an index keeps and calls when a value meets its key. */
export interface Target {
  met(value: EventValue, sightings: Sightings): void;
}

/** What a value of the event may meet, shared by all rules that ask for it on this field. */
export class Probe implements Target {
  /** How many conditions and complements use it. */
  uses = 0;
  /** Conditions that some clause waits at, and that this probe can meet. */
  readonly waiting: Condition[] = [];
  /** Anything-buts that exclude what this probe finds. */
  readonly complements: Complement[] = [];
  /** The last event in which a value met it. */
  event = 0;
  /** The last value that met it. */
  value = 0;
  /** Whether, in that event, a value met it that lies in no array of objects. */
  free = false;
  /** The last of its meetings in that event with other values: see `Sightings.meetings`. */
  meeting = -1;

  met(_value: EventValue, sightings: Sightings): void {
    sightings.meet(this);
  }
}

/** An anything-but: met by each value of its field that none of its exclusions finds. */
export class Complement {
  readonly exclusions: readonly Probe[];
  uses = 0;
  /** The last event in which a value was excluded. */
  event = 0;
  /** The last value that was excluded. */
  value = 0;
  /** How many values were excluded in that event. */
  excluded = 0;
  /** How many of them lie in no array of objects. */
  freeExcluded = 0;

  constructor(exclusions: readonly Probe[]) {
    this.exclusions = exclusions;
  }
}
