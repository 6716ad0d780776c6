import type { Predicate } from '../pattern.ts';
import { predicateKey } from '../values/predicate-key.ts';
import type { Condition } from './condition.ts';
import { ProbeIndexes, type ProbePredicate } from './indexes/probe-indexes.ts';
import { Complement, Probe } from './probe.ts';
import { removeFrom } from './remove-from.ts';

type AnythingBut = Extract<Predicate, { kind: 'anything-but' }>;

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
  /** Where values of the event are held against the probes. */
  readonly indexes = new ProbeIndexes();
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

  takeProbe(predicate: ProbePredicate): Probe {
    const key = predicateKey(predicate);
    let probe = this.#probes.get(key);
    if (probe === undefined) {
      probe = new Probe();
      this.#probes.set(key, probe);
      this.indexes.add(predicate, probe);
    }
    probe.uses++;
    return probe;
  }

  releaseProbe(predicate: ProbePredicate): void {
    const key = predicateKey(predicate);
    const probe = this.#probes.get(key);
    if (probe === undefined || --probe.uses > 0) return;
    this.#probes.delete(key);
    this.indexes.remove(predicate, probe);
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
}
