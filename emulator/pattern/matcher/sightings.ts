import type { Field } from './field.ts';
import type { Complement, Probe } from './probe.ts';

/**
 * Lists of values with their places, in arrays that all of them share: each entry knows the one before it in its list,
 * -1 for none. Emptied for each event; the arrays stay as long as they have been.
 */
export class Chains {
  readonly values: number[] = [];
  readonly places: number[] = [];
  readonly before: number[] = [];
  size = 0;

  /** @returns the entry, which is the list's new last one */
  add(value: number, place: number, before: number): number {
    this.values[this.size] = value;
    this.places[this.size] = place;
    this.before[this.size] = before;
    return this.size++;
  }
}

/**
 * Enough for what 300 rules may ask about all elements of an event of 256 KB. Only events made for it, with arrays
 * nested by the hundred or keys given twice, can use it up; then no more clauses are found consistent.
 */
const PATIENCE = 50_000_000;

/** The place of values that lie in no array of objects. */
export const FREE = 0;

/**
 * What has been seen of the present event. Events and values are numbered and never reset, so that what a probe notes
 * of an older event counts as nothing.
 *
 * A place is an element of an array: values of different elements of one array may not meet one clause together.
 */
export class Sightings {
  event = 0;
  /** The number of the value seen last. */
  value = 0;
  #place = FREE;
  /** Probes met that some clause waits for. */
  readonly met: Probe[] = [];
  /** Fields that the event has and whose presence some clause waits for. */
  readonly present: Field[] = [];
  /** Meetings of probes with values that are not free. */
  readonly meetings = new Chains();
  /** The values of fields that are not free. */
  readonly leaves = new Chains();
  /** Of each place: the place around it, its array, the index in it, and how many arrays it lies in. */
  readonly parents: number[] = [FREE];
  readonly arrays: number[] = [-1];
  readonly indexes: number[] = [-1];
  readonly depths: number[] = [0];
  /** Steps that may still be taken to tell whether places of this event go together. */
  patience = PATIENCE;
  #places = 1;
  #arrays = 0;

  begin(): void {
    this.event++;
    this.met.length = 0;
    this.present.length = 0;
    this.meetings.size = 0;
    this.leaves.size = 0;
    this.patience = PATIENCE;
    this.#places = 1;
    this.#arrays = 0;
  }

  /** Whether no value lies in an array of objects: then all clauses are consistent. */
  get allFree(): boolean {
    return this.leaves.size === 0;
  }

  newArray(): number {
    return this.#arrays++;
  }

  newPlace(parent: number, array: number, index: number): number {
    const place = this.#places++;
    this.parents[place] = parent;
    this.arrays[place] = array;
    this.indexes[place] = index;
    this.depths[place] = (this.depths[parent] ?? 0) + 1;
    return place;
  }

  /** A value of a field is about to be held against its probes. */
  see(field: Field, place: number): void {
    this.value++;
    this.#place = place;
    if (field.event !== this.event) {
      field.event = this.event;
      field.values = 0;
      field.freeValues = 0;
      field.leaf = -1;
      if (field.waitingForPresence.length > 0) this.present.push(field);
    }
    field.values++;
    if (place === FREE) field.freeValues++;
    else field.leaf = this.leaves.add(this.value, place, field.leaf);
  }

  /** The value seen last meets a probe. */
  meet(probe: Probe): void {
    if (probe.value === this.value) return;
    probe.value = this.value;
    if (probe.event !== this.event) {
      probe.event = this.event;
      probe.free = false;
      probe.meeting = -1;
      if (probe.waiting.length > 0) this.met.push(probe);
    }
    if (this.#place === FREE) probe.free = true;
    else probe.meeting = this.meetings.add(this.value, this.#place, probe.meeting);
    for (const complement of probe.complements) this.#exclude(complement);
  }

  #exclude(complement: Complement): void {
    if (complement.value === this.value) return;
    complement.value = this.value;
    if (complement.event !== this.event) {
      complement.event = this.event;
      complement.excluded = 0;
      complement.freeExcluded = 0;
    }
    complement.excluded++;
    if (this.#place === FREE) complement.freeExcluded++;
  }
}
