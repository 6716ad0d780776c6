import type { Clause } from './clause.ts';
import type { Condition } from './condition.ts';
import type { Field } from './field.ts';
import { removeFrom } from './remove-from.ts';

/** What is done with the clauses of a crowd that an event leaves. */
export interface Visitor {
  visit(clause: Clause): void;
}

/** Clauses that are looked at one by one before it is worth telling them apart. */
const FEW = 12;

/**
 * Clauses that wait at one condition. If they are many they part by what they ask of another field, and again within
 * the parts, like a decision tree: an event then goes only to the parts whose condition it meets.
 */
export class Crowd {
  readonly #clauses: Clause[] = [];
  readonly #asked: readonly Field[];
  #field: Field | undefined;
  #parts: Map<Condition, Crowd> | undefined;
  #limit = FEW;
  #size = 0;

  /** @param asked fields that all its clauses ask the same of */
  constructor(asked: readonly Field[]) {
    this.#asked = asked;
  }

  get size(): number {
    return this.#size;
  }

  add(clause: Clause): void {
    this.#size++;
    const condition = this.#partingCondition(clause);
    if (condition !== undefined) this.#partOf(condition).add(clause);
    else {
      this.#clauses.push(clause);
      if (this.#field === undefined && this.#clauses.length > this.#limit) this.#part();
    }
  }

  remove(clause: Clause): void {
    this.#size--;
    const condition = this.#partingCondition(clause);
    const part = condition && this.#parts?.get(condition);
    if (condition === undefined || part === undefined) {
      removeFrom(this.#clauses, clause);
      return;
    }
    part.remove(clause);
    if (part.size === 0) this.#parts?.delete(condition);
  }

  /** Shows a visitor all clauses but those told apart by a condition that the event does not meet. */
  show(event: number, visitor: Visitor): void {
    for (const clause of this.#clauses) visitor.visit(clause);
    if (this.#parts === undefined) return;
    for (const [condition, part] of this.#parts) if (condition.isMet(event)) part.show(event, visitor);
  }

  #partingCondition(clause: Clause): Condition | undefined {
    return this.#field && clause.conditions.find((each) => each.field === this.#field && each.isSelective);
  }

  #partOf(condition: Condition): Crowd {
    this.#parts ??= new Map();
    const part = this.#parts.get(condition) ?? new Crowd([...this.#asked, condition.field]);
    this.#parts.set(condition, part);
    return part;
  }

  /** Parts by the field that most have something to ask of and that makes the fewest parts, if any does. */
  #part(): void {
    const conditions = new Map<Field, Condition[]>();
    for (const condition of this.#clauses.flatMap((clause) => clause.conditions)) {
      if (!condition.isSelective || this.#asked.includes(condition.field)) continue;
      const list = conditions.get(condition.field) ?? [];
      list.push(condition);
      conditions.set(condition.field, list);
    }
    let fewest = this.#clauses.length / 2;
    for (const [field, asked] of conditions) {
      const parts = new Set(asked).size;
      if (asked.length < this.#clauses.length / 2 || parts > fewest) continue;
      this.#field = field;
      fewest = parts;
    }
    this.#limit = this.#clauses.length * 2;
    if (this.#field === undefined) return;
    const clauses = this.#clauses.splice(0);
    this.#size -= clauses.length;
    for (const clause of clauses) this.add(clause);
  }
}
