import type { Predicate } from '../pattern.ts';
import type { Clause } from './clause.ts';
import { Crowd } from './crowd.ts';
import type { Field } from './field.ts';
import type { Complement, Probe } from './probe.ts';
import { removeFrom } from './remove-from.ts';

/** What clauses ask of one field: any of some alternatives. Clauses that ask for the same share it. */
export class Condition {
  readonly key: string;
  readonly field: Field;
  readonly predicates: readonly Predicate[];
  readonly probes: readonly Probe[];
  readonly complements: readonly Complement[];
  readonly byPresence: boolean;
  readonly byAbsence: boolean;
  /** Whether only certain values meet it: presence, absence and anything-but are the rule with most events. */
  readonly isSelective: boolean;
  /** Clauses that have it. */
  uses = 0;
  /** Those of them that are looked at when it is met. */
  readonly crowd: Crowd;
  /** The last event in which they were looked at. */
  event = 0;
  /** The answer of `isMet`, for the event in which that was last asked. */
  #metEvent = 0;
  #met = false;
  /** What it is made of, where it has a single alternative: spares a walk through lists. */
  readonly #onlyProbe: Probe | undefined;
  readonly #onlyComplement: Complement | undefined;
  /** Where values meet it, for the event in which that was last asked: see `placesOf`. */
  places: readonly number[] = [];
  placesEvent = 0;

  constructor(key: string, field: Field, predicates: readonly Predicate[]) {
    const has = (kind: Predicate['kind']) => predicates.some((predicate) => predicate.kind === kind);
    const probes: Probe[] = [];
    const complements: Complement[] = [];
    for (const predicate of predicates) {
      if (predicate.kind === 'anything-but') complements.push(field.takeComplement(predicate));
      else if (predicate.kind !== 'exists' && predicate.kind !== 'absent') probes.push(field.takeProbe(predicate));
    }
    this.key = key;
    this.field = field;
    this.predicates = predicates;
    this.probes = probes;
    this.complements = complements;
    this.byPresence = has('exists');
    this.byAbsence = has('absent');
    if (predicates.length === 1) {
      this.#onlyProbe = probes[0];
      this.#onlyComplement = complements[0];
    }
    this.isSelective = !this.byPresence && !this.byAbsence && complements.length === 0;
    this.crowd = new Crowd([field]);
    field.uses++;
  }

  release(): void {
    for (const predicate of this.predicates) {
      if (predicate.kind === 'anything-but') this.field.releaseComplement(predicate);
      else if (predicate.kind !== 'exists' && predicate.kind !== 'absent') this.field.releaseProbe(predicate);
    }
    this.field.uses--;
  }

  /**
   * Whether some value of the event, or there being none, meets it; arrays of objects may forbid it to the clause yet.
   * To be asked only when the event has been read.
   */
  isMet(event: number): boolean {
    if (this.#onlyProbe !== undefined) return this.#onlyProbe.event === event;
    if (this.#onlyComplement !== undefined)
      return this.field.event === event && this.#isMetBy(this.#onlyComplement, event);
    if (this.#metEvent !== event) {
      this.#metEvent = event;
      this.#met = this.#askMet(event);
    }
    return this.#met;
  }

  #askMet(event: number): boolean {
    for (const probe of this.probes) if (probe.event === event) return true;
    const { field } = this;
    if (field.event !== event) return this.byAbsence;
    if (this.byPresence || (this.byAbsence && field.freeValues === 0)) return true;
    for (const complement of this.complements) if (this.#isMetBy(complement, event)) return true;
    return false;
  }

  #isMetBy(complement: Complement, event: number): boolean {
    return complement.event !== event || complement.excluded < this.field.values;
  }

  /** Whether it is met whatever elements of arrays the clause's other fields are met by. */
  isFreelyMet(event: number): boolean {
    for (const probe of this.probes) if (probe.event === event && probe.free) return true;
    const { field } = this;
    if (field.event !== event) return this.byAbsence;
    if (this.byPresence && field.freeValues > 0) return true;
    for (const complement of this.complements) {
      const excluded = complement.event === event ? complement.freeExcluded : 0;
      if (excluded < field.freeValues) return true;
    }
    return false;
  }

  /** The clause is to be looked at when this condition is met. */
  await(clause: Clause): void {
    this.crowd.add(clause);
    if (this.crowd.size > 1) return;
    for (const probe of this.probes) probe.waiting.push(this);
    if (this.byPresence || this.complements.length > 0) this.field.waitForPresence(this);
    if (this.byAbsence) this.field.waitForAbsence(this);
  }

  /** The clause waits at another condition from now on, or is gone. */
  leave(clause: Clause): void {
    this.crowd.remove(clause);
    if (this.crowd.size > 0) return;
    for (const probe of this.probes) removeFrom(probe.waiting, this);
    this.field.stopWaiting(this);
  }
}
