import type { Predicate } from '../../pattern.ts';
import type { EventValue } from '../event-value.ts';
import type { Probe } from '../probe.ts';
import type { Sightings } from '../sightings.ts';

/** The probes of one kind on one field. */
export interface ValueIndex<P = Predicate> {
  /** How many probes it holds. */
  readonly size: number;
  add(predicate: P, probe: Probe): void;
  remove(predicate: P, probe: Probe): void;
  /** Tells `sightings` of all probes that a value meets. */
  find(value: EventValue, sightings: Sightings): void;
}

export type PredicateOf<Kind> = Extract<Predicate, { kind: Kind }>;
