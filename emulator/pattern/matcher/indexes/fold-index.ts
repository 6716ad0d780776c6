import { endsIgnoringCase, equalsIgnoringCase, foldKey, startsIgnoringCase } from '../../values/fold-case.ts';
import type { EventValue } from '../event-value.ts';
import type { Probe, Target } from '../probe.ts';
import type { Sightings } from '../sightings.ts';
import { type Anchor, AnchorTable } from './anchor-table.ts';
import type { PredicateOf, ValueIndex } from './value-index.ts';

type FoldKind = 'equals-ignore-case' | 'prefix-ignore-case' | 'suffix-ignore-case';
type Test = (pattern: string, text: string) => boolean;

const TESTS: Readonly<Record<Anchor, Test>> = {
  whole: equalsIgnoringCase,
  start: startsIgnoringCase,
  end: endsIgnoringCase,
};

/** Texts compared ignoring case: found by their fold key, then tested, for which ASCII needs no look. */
export class FoldIndex implements ValueIndex<PredicateOf<FoldKind>> {
  readonly #table: AnchorTable<Candidates>;
  readonly #test: Test;
  #size = 0;

  constructor(anchor: Anchor) {
    this.#table = new AnchorTable(anchor);
    this.#test = TESTS[anchor];
  }

  get size(): number {
    return this.#size;
  }

  add({ text }: PredicateOf<FoldKind>, probe: Probe): void {
    const key = Buffer.from(foldKey(text));
    let candidates = this.#table.get(key);
    if (candidates === undefined) {
      candidates = new Candidates(this.#test);
      this.#table.set(key, candidates);
    }
    candidates.list.push({ text, isAscii: /^[\0-\x7f]*$/.test(text), probe });
    this.#size++;
  }

  remove({ text }: PredicateOf<FoldKind>, probe: Probe): void {
    const key = Buffer.from(foldKey(text));
    const list = this.#table.get(key)?.list ?? [];
    list.splice(
      list.findIndex((candidate) => candidate.probe === probe),
      1,
    );
    if (list.length === 0) this.#table.delete(key);
    this.#size--;
  }

  find(value: EventValue, sightings: Sightings): void {
    this.#table.find(value.folded(), sightings);
  }
}

interface Candidate {
  readonly text: string;
  readonly isAscii: boolean;
  readonly probe: Probe;
}

/** Texts with one fold key, which need not be equal ignoring case. */
class Candidates implements Target {
  readonly list: Candidate[] = [];
  readonly #test: Test;

  constructor(test: Test) {
    this.#test = test;
  }

  met({ original: value }: EventValue, sightings: Sightings): void {
    for (const { text, isAscii, probe } of this.list) {
      if ((isAscii && value.isAscii) || this.#test(text, value.text())) sightings.meet(probe);
    }
  }
}
