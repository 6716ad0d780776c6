import type { EventValue } from '../event-value.ts';
import type { Probe } from '../probe.ts';
import type { Sightings } from '../sightings.ts';
import type { PredicateOf, ValueIndex } from './value-index.ts';

type Range = PredicateOf<'range'>;
interface Entry {
  readonly low: number;
  readonly high: number;
  /** Undefined once it is removed. */
  probe: Probe | undefined;
}

/** Ranges added since the last sorting that are simply looked through. */
const MOST_RECENT = 64;

/**
 * Ranges that hold a number: an interval tree laid out in arrays, the middle of each stretch being its root, and a few
 * ranges besides that came since it was laid out. Finding costs as much as there is to find, times the tree's height;
 * adding one costs a merge of the sorted entries now and then.
 */
export class RangeIndex implements ValueIndex<Range> {
  #sorted: Entry[] = [];
  #lows = new Float64Array(0);
  /** Of each root: the highest end in its stretch. */
  #highest = new Float64Array(0);
  #recent: Entry[] = [];
  #removed = 0;

  get size(): number {
    return this.#sorted.length + this.#recent.length - this.#removed;
  }

  add({ low, high }: Range, probe: Probe): void {
    this.#recent.push({ low, high, probe });
    if (this.#recent.length > MOST_RECENT) this.#layOut();
  }

  remove({ low }: Range, probe: Probe): void {
    const recent = this.#recent.findIndex((entry) => entry.probe === probe);
    if (recent >= 0) {
      this.#recent.splice(recent, 1);
      return;
    }
    for (let at = this.#firstFrom(low); this.#sorted[at]?.low === low; at++) {
      const entry = this.#sorted[at];
      if (entry?.probe === probe) entry.probe = undefined;
    }
    this.#removed++;
    if (this.#removed > MOST_RECENT && this.#removed > this.#sorted.length / 2) this.#layOut();
  }

  find(value: EventValue, sightings: Sightings): void {
    const micros = value.micros();
    if (Number.isNaN(micros)) return;
    for (const { low, high, probe } of this.#recent) {
      if (low <= micros && micros <= high && probe !== undefined) sightings.meet(probe);
    }
    this.#search(0, this.#sorted.length, micros, sightings);
  }

  #search(from: number, to: number, micros: number, sightings: Sightings): void {
    while (from < to) {
      const root = (from + to) >>> 1;
      if ((this.#highest[root] ?? 0) < micros) return;
      if ((this.#lows[root] ?? 0) <= micros) {
        const entry = this.#sorted[root];
        if (entry?.probe !== undefined && entry.high >= micros) sightings.meet(entry.probe);
        this.#search(root + 1, to, micros, sightings);
      }
      to = root;
    }
  }

  /** The first sorted entry that begins at `low` or above. */
  #firstFrom(low: number): number {
    let from = 0;
    let to = this.#sorted.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      if ((this.#lows[middle] ?? 0) < low) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #layOut(): void {
    const sorted = merge(this.#sorted, this.#recent);
    this.#sorted = sorted;
    this.#recent = [];
    this.#removed = 0;
    this.#lows = new Float64Array(sorted.length);
    this.#highest = new Float64Array(sorted.length);
    for (let at = 0; at < sorted.length; at++) this.#lows[at] = sorted[at]?.low ?? 0;
    this.#raise(0, sorted.length);
  }

  /** Notes the highest end of a stretch at its root. */
  #raise(from: number, to: number): number {
    if (from >= to) return Number.NEGATIVE_INFINITY;
    const root = (from + to) >>> 1;
    const own = this.#sorted[root]?.high ?? 0;
    const highest = Math.max(own, this.#raise(from, root), this.#raise(root + 1, to));
    this.#highest[root] = highest;
    return highest;
  }
}

/** Sorted entries, less those removed, and some more. */
function merge(sorted: readonly Entry[], added: Entry[]): Entry[] {
  added.sort((a, b) => a.low - b.low);
  const merged: Entry[] = [];
  let next = 0;
  for (const entry of sorted) {
    if (entry.probe === undefined) continue;
    for (let other = added[next]; other !== undefined && other.low < entry.low; other = added[++next])
      merged.push(other);
    merged.push(entry);
  }
  for (let other = added[next]; other !== undefined; other = added[++next]) merged.push(other);
  return merged;
}
