import type { EventValue } from '../event-value.ts';
import type { Probe } from '../probe.ts';
import type { Sightings } from '../sightings.ts';
import type { PredicateOf, ValueIndex } from './value-index.ts';

/** Numbers that a value is. */
export class NumberIndex implements ValueIndex<PredicateOf<'number'>> {
  readonly #probes = new Map<number, Probe>();

  get size(): number {
    return this.#probes.size;
  }

  add({ micros }: PredicateOf<'number'>, probe: Probe): void {
    this.#probes.set(micros, probe);
  }

  remove({ micros }: PredicateOf<'number'>): void {
    this.#probes.delete(micros);
  }

  find(value: EventValue, sightings: Sightings): void {
    const probe = this.#probes.get(value.micros());
    if (probe !== undefined) sightings.meet(probe);
  }
}
