import type { Predicate } from '../pattern.ts';
import { predicateKey } from '../values/predicate-key.ts';
import type { Condition } from './condition.ts';
import type { EventValue } from './event-value.ts';
import { CidrIndex } from './indexes/cidr-index.ts';
import { FoldIndex } from './indexes/fold-index.ts';
import { NumberIndex } from './indexes/number-index.ts';
import { RangeIndex } from './indexes/range-index.ts';
import { TextIndex } from './indexes/text-index.ts';
import type { ValueIndex } from './indexes/value-index.ts';
import { WildcardIndex } from './indexes/wildcard-index.ts';
import { Complement, Probe } from './probe.ts';
import { removeFrom } from './remove-from.ts';
import type { Sightings } from './sightings.ts';

/** Alternatives that are looked up by the value. The others turn on whether the field is there. */
export type ProbePredicate = Exclude<Predicate, { kind: 'exists' | 'absent' | 'anything-but' }>;
type AnythingBut = Extract<Predicate, { kind: 'anything-but' }>;
export type ValueKind = 'string' | 'number' | 'literal';

const INDEXES: Readonly<
  Record<ProbePredicate['kind'], { readonly of: readonly ValueKind[]; make(): ValueIndex<never> }>
> = {
  string: { of: ['string'], make: () => new TextIndex('whole') },
  prefix: { of: ['string'], make: () => new TextIndex('start') },
  suffix: { of: ['string'], make: () => new TextIndex('end') },
  'equals-ignore-case': { of: ['string'], make: () => new FoldIndex('whole') },
  'prefix-ignore-case': { of: ['string'], make: () => new FoldIndex('start') },
  'suffix-ignore-case': { of: ['string'], make: () => new FoldIndex('end') },
  wildcard: { of: ['string'], make: () => new WildcardIndex() },
  cidr: { of: ['string'], make: () => new CidrIndex() },
  number: { of: ['number'], make: () => new NumberIndex() },
  range: { of: ['number'], make: () => new RangeIndex() },
  literal: { of: ['number', 'literal'], make: () => new TextIndex('whole') },
};

/** A path that rules name, what they ask of its values, and what the present event has there. */
export class Field {
  readonly path: string;
  /** Conditions on this field. */
  uses = 0;
  /** Conditions with a clause waiting that the field's presence alone may meet, and those that its absence does. */
  readonly waitingForPresence: Condition[] = [];
  readonly waitingForAbsence: Condition[] = [];
  /** The last event that had the field. What follows is of that event. */
  event = 0;
  values = 0;
  /** Values that lie in no array of objects. */
  freeValues = 0;
  /** The last of the other values: see `Sightings.leaves`. */
  leaf = -1;
  readonly #indexes = new Map<ProbePredicate['kind'], ValueIndex>();
  #active: Record<ValueKind, ValueIndex[]> = { string: [], number: [], literal: [] };
  readonly #probes = new Map<string, Probe>();
  readonly #complements = new Map<string, Complement>();

  /** All fields that have a condition waiting for absence. */
  readonly #awaitedAbsent: Set<Field>;

  constructor(path: string, awaitedAbsent: Set<Field>) {
    this.path = path;
    this.#awaitedAbsent = awaitedAbsent;
  }

  waitForPresence(condition: Condition): void {
    this.waitingForPresence.push(condition);
  }

  waitForAbsence(condition: Condition): void {
    this.waitingForAbsence.push(condition);
    this.#awaitedAbsent.add(this);
  }

  stopWaiting(condition: Condition): void {
    removeFrom(this.waitingForPresence, condition);
    removeFrom(this.waitingForAbsence, condition);
    if (this.waitingForAbsence.length === 0) this.#awaitedAbsent.delete(this);
  }

  /** Holds a value of the event against all probes. */
  hold(kind: ValueKind, value: EventValue, sightings: Sightings): void {
    for (const index of this.#active[kind]) index.find(value, sightings);
  }

  takeProbe(predicate: ProbePredicate): Probe {
    const key = predicateKey(predicate);
    let probe = this.#probes.get(key);
    if (probe === undefined) {
      probe = new Probe();
      this.#probes.set(key, probe);
      this.#indexOf(predicate.kind).add(predicate, probe);
    }
    probe.uses++;
    return probe;
  }

  releaseProbe(predicate: ProbePredicate): void {
    const key = predicateKey(predicate);
    const probe = this.#probes.get(key);
    if (probe === undefined || --probe.uses > 0) return;
    this.#probes.delete(key);
    const index = this.#indexOf(predicate.kind);
    index.remove(predicate, probe);
    if (index.size > 0) return;
    this.#indexes.delete(predicate.kind);
    for (const kind of INDEXES[predicate.kind].of)
      this.#active[kind] = this.#active[kind].filter((each) => each !== index);
  }

  takeComplement(predicate: AnythingBut): Complement {
    const key = predicateKey(predicate);
    let complement = this.#complements.get(key);
    if (complement === undefined) {
      complement = new Complement(predicate.exclusions.map((each) => this.takeProbe(each)));
      for (const probe of new Set(complement.exclusions)) probe.complements.push(complement);
      this.#complements.set(key, complement);
    }
    complement.uses++;
    return complement;
  }

  releaseComplement(predicate: AnythingBut): void {
    const key = predicateKey(predicate);
    const complement = this.#complements.get(key);
    if (complement === undefined || --complement.uses > 0) return;
    this.#complements.delete(key);
    for (const { complements } of new Set(complement.exclusions))
      complements.splice(complements.indexOf(complement), 1);
    for (const exclusion of predicate.exclusions) this.releaseProbe(exclusion);
  }

  #indexOf(kind: ProbePredicate['kind']): ValueIndex {
    let index = this.#indexes.get(kind);
    if (index === undefined) {
      const { of, make } = INDEXES[kind];
      index = make() as ValueIndex;
      this.#indexes.set(kind, index);
      for (const valueKind of of) this.#active[valueKind].push(index);
    }
    return index;
  }
}
