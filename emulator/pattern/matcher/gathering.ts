import type { Clause } from './clause.ts';
import type { Condition } from './condition.ts';
import { isConsistent } from './consistency.ts';
import type { Visitor } from './crowd.ts';
import type { Field } from './field.ts';
import type { Sightings } from './sightings.ts';

/** After an event has been read: finds the rules whose conditions are met. */
export class Gathering implements Visitor {
  readonly #sightings: Sightings;
  readonly #moves: { readonly clause: Clause; readonly to: Condition }[] = [];
  #names: string[] = [];

  constructor(sightings: Sightings) {
    this.#sightings = sightings;
  }

  /** @param absent fields whose absence some clause waits for @returns the rules' names, each once */
  gather(absent: Iterable<Field>): string[] {
    const { met, present } = this.#sightings;
    this.#names = [];
    for (const { waiting } of met) for (const condition of waiting) this.#enter(condition);
    for (const { waitingForPresence } of present) for (const condition of waitingForPresence) this.#enter(condition);
    for (const { waitingForAbsence } of absent) for (const condition of waitingForAbsence) this.#enter(condition);
    for (let move = this.#moves.pop(); move !== undefined; move = this.#moves.pop()) move.clause.moveTo(move.to);
    return this.#names;
  }

  #enter(condition: Condition): void {
    const { event } = this.#sightings;
    if (condition.event === event || !condition.isMet(event)) return;
    condition.event = event;
    condition.crowd.show(event, this);
  }

  /** Looks at a clause whose home is met. */
  visit(clause: Clause): void {
    const { event, allFree } = this.#sightings;
    const { rule } = clause;
    if (rule?.event === event) return;
    const wanting = clause.wanting(event);
    if (wanting !== undefined) {
      if (clause.isTired()) this.#moves.push({ clause, to: wanting });
    } else if (allFree || isConsistent(clause.conditions, this.#sightings)) {
      if (rule !== undefined) rule.event = event;
      this.#names.push(clause.name);
    }
  }
}
