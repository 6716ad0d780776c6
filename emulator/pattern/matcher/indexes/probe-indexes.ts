import type { Predicate } from '../../pattern.ts';
import type { EventValue } from '../event-value.ts';
import type { Probe } from '../probe.ts';
import type { Sightings } from '../sightings.ts';
import { CidrIndex } from './cidr-index.ts';
import { FoldIndex } from './fold-index.ts';
import { NumberIndex } from './number-index.ts';
import { RangeIndex } from './range-index.ts';
import { TextIndex } from './text-index.ts';
import type { PredicateOf, ValueIndex } from './value-index.ts';
import { WildcardIndex } from './wildcard-index.ts';

/** Alternatives that are looked up by the value. The others turn on whether the field is there. */
export type ProbePredicate = Exclude<Predicate, { kind: 'exists' | 'absent' | 'anything-but' }>;
type Kind = ProbePredicate['kind'];

const MAKERS = {
  string: () => new TextIndex('whole'),
  prefix: () => new TextIndex('start'),
  suffix: () => new TextIndex('end'),
  'equals-ignore-case': () => new FoldIndex('whole'),
  'prefix-ignore-case': () => new FoldIndex('start'),
  'suffix-ignore-case': () => new FoldIndex('end'),
  wildcard: () => new WildcardIndex(),
  cidr: () => new CidrIndex(),
  number: () => new NumberIndex(),
  range: () => new RangeIndex(),
  literal: () => new TextIndex('whole'),
} satisfies { readonly [K in Kind]: () => ValueIndex<PredicateOf<K>> };

type Indexes = { [K in Kind]: ReturnType<(typeof MAKERS)[K]> | undefined };

/**
 * The probes of a field, in an index for each operator in use. The calls are written out, not looped over: so each of
 * them meets one class only, which the compiler makes the most of.
 */
export class ProbeIndexes {
  readonly #indexes: Indexes = {
    string: undefined,
    prefix: undefined,
    suffix: undefined,
    'equals-ignore-case': undefined,
    'prefix-ignore-case': undefined,
    'suffix-ignore-case': undefined,
    wildcard: undefined,
    cidr: undefined,
    number: undefined,
    range: undefined,
    literal: undefined,
  };

  add(predicate: ProbePredicate, probe: Probe): void {
    this.#open(predicate.kind).add(predicate, probe);
  }

  remove(predicate: ProbePredicate, probe: Probe): void {
    const index = this.#open(predicate.kind);
    index.remove(predicate, probe);
    if (index.size === 0) this.#indexes[predicate.kind] = undefined;
  }

  holdString(value: EventValue, sightings: Sightings): void {
    const indexes = this.#indexes;
    indexes.string?.find(value, sightings);
    indexes.prefix?.find(value, sightings);
    indexes.suffix?.find(value, sightings);
    indexes['equals-ignore-case']?.find(value, sightings);
    indexes['prefix-ignore-case']?.find(value, sightings);
    indexes['suffix-ignore-case']?.find(value, sightings);
    indexes.wildcard?.find(value, sightings);
    indexes.cidr?.find(value, sightings);
  }

  holdNumber(value: EventValue, sightings: Sightings): void {
    const indexes = this.#indexes;
    indexes.number?.find(value, sightings);
    indexes.range?.find(value, sightings);
    indexes.literal?.find(value, sightings);
  }

  holdLiteral(value: EventValue, sightings: Sightings): void {
    this.#indexes.literal?.find(value, sightings);
  }

  /** The index of a kind, made if need be. */
  #open(kind: Kind): ValueIndex<ProbePredicate> {
    const index = this.#indexes[kind] ?? MAKERS[kind]();
    Object.assign(this.#indexes, { [kind]: index });
    return index as ValueIndex<ProbePredicate>;
  }
}
