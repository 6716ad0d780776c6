import type { EventValue } from '../event-value.ts';
import type { Probe } from '../probe.ts';
import type { Sightings } from '../sightings.ts';
import { type Anchor, AnchorTable } from './anchor-table.ts';
import type { PredicateOf, ValueIndex } from './value-index.ts';

type TextKind = 'string' | 'prefix' | 'suffix' | 'literal';

/** Texts that a value is, begins with or ends with. */
export class TextIndex implements ValueIndex<PredicateOf<TextKind>> {
  readonly #table: AnchorTable<Probe>;

  constructor(anchor: Anchor) {
    this.#table = new AnchorTable(anchor);
  }

  get size(): number {
    return this.#table.size;
  }

  add({ text }: PredicateOf<TextKind>, probe: Probe): void {
    this.#table.set(Buffer.from(text), probe);
  }

  remove({ text }: PredicateOf<TextKind>): void {
    this.#table.delete(Buffer.from(text));
  }

  find(value: EventValue, sightings: Sightings): void {
    this.#table.find(value, sightings);
  }
}
