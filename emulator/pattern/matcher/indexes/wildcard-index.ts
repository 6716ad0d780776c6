import type { EventValue } from '../event-value.ts';
import type { Probe, Target } from '../probe.ts';
import type { Sightings } from '../sightings.ts';
import { AnchorTable } from './anchor-table.ts';
import { type Gram, GramTable, gramsOf } from './gram-table.ts';
import type { PredicateOf, ValueIndex } from './value-index.ts';
import { WildcardText } from './wildcard-text.ts';

type Wildcard = PredicateOf<'wildcard'>;

/** Where a wildcard text waits for values: at its beginning, its end, or a few bytes from its middle. */
interface Home {
  get(): Bucket | undefined;
  set(bucket: Bucket): void;
  delete(): void;
}

interface Resident {
  readonly text: WildcardText;
  readonly home: Home;
  readonly bucket: Bucket;
}

/**
 * Wildcard texts, each found by one stretch of bytes that every value it matches has, and then tested. Of all its
 * stretches a text lives at the one that the fewest others live at, so texts that begin alike part elsewhere.
 * Compared with an automaton of all texts: no states to blow up, and adding a text touches no other.
 */
export class WildcardIndex implements ValueIndex<Wildcard> {
  readonly #starts = new AnchorTable<Bucket>('start');
  readonly #ends = new AnchorTable<Bucket>('end');
  readonly #grams = new GramTable<Bucket>();
  readonly #residents = new Map<Probe, Resident>();

  get size(): number {
    return this.#residents.size;
  }

  add({ text: pattern }: Wildcard, probe: Probe): void {
    const text = new WildcardText(pattern, probe);
    const home = this.#leastCrowded(text);
    let bucket = home.get();
    if (bucket === undefined) {
      bucket = new Bucket();
      home.set(bucket);
    }
    bucket.texts.push(text);
    this.#residents.set(probe, { text, home, bucket });
  }

  remove(_predicate: Wildcard, probe: Probe): void {
    const resident = this.#residents.get(probe);
    if (resident === undefined) return;
    const { text, home, bucket } = resident;
    bucket.texts.splice(bucket.texts.indexOf(text), 1);
    if (bucket.texts.length === 0) home.delete();
    this.#residents.delete(probe);
  }

  find(value: EventValue, sightings: Sightings): void {
    if (this.#starts.size > 0) this.#starts.find(value, sightings);
    if (this.#ends.size > 0) this.#ends.find(value, sightings);
    if (this.#grams.size > 0) this.#grams.find(value, sightings);
  }

  #leastCrowded(text: WildcardText): Home {
    let best: Home | undefined;
    let fewest = Number.POSITIVE_INFINITY;
    for (const home of this.#homesOf(text)) {
      const crowd = home.get()?.texts.length ?? 0;
      if (crowd >= fewest) continue;
      best = home;
      fewest = crowd;
      if (crowd === 0) break;
    }
    return best ?? anchored(this.#starts, text.first);
  }

  *#homesOf({ first, inner, last = first }: WildcardText): Generator<Home> {
    if (first.length > 0) yield anchored(this.#starts, first);
    if (last.length > 0) yield anchored(this.#ends, last);
    for (const piece of [...inner].sort((a, b) => b.length - a.length)) {
      for (const gram of gramsOf(piece)) yield atGram(this.#grams, gram);
    }
    for (const gram of [...gramsOf(first), ...gramsOf(last)]) yield atGram(this.#grams, gram);
  }
}

const anchored = (table: AnchorTable<Bucket>, key: Uint8Array): Home => ({
  get: () => table.get(key),
  set: (bucket) => table.set(key, bucket),
  delete: () => table.delete(key),
});

const atGram = (table: GramTable<Bucket>, gram: Gram): Home => ({
  get: () => table.get(gram),
  set: (bucket) => table.set(gram, bucket),
  delete: () => table.delete(gram),
});

class Bucket implements Target {
  readonly texts: WildcardText[] = [];

  met(value: EventValue, sightings: Sightings): void {
    for (const text of this.texts) {
      if (text.value === sightings.value) continue;
      text.value = sightings.value;
      if (text.matches(value)) sightings.meet(text.probe);
    }
  }
}
