import type { Condition } from './condition.ts';

/** A rule in the structure. */
export interface Rule {
  readonly name: string;
  readonly clauses: readonly Clause[];
  /** The last event that it matched. */
  event: number;
}

/** Visits in vain after which a clause moves on. */
const PATIENCE = 4;

/**
 * Conditions that must all be met. It waits at one of them, and only when that one is met are the others looked at:
 * as with watched literals in SAT solvers. It begins where it expects to be called least, and moves when it has been
 * called in vain some times, to the condition that was wanting; so it comes to rest at a rarely met one.
 */
export class Clause {
  readonly rule: Rule;
  readonly conditions: readonly Condition[];
  #home: Condition;
  #inVain = 0;

  constructor(rule: Rule, conditions: readonly [Condition, ...Condition[]]) {
    this.rule = rule;
    this.conditions = conditions;
    this.#home = conditions.reduce((best, each) => (expectedCalls(each) < expectedCalls(best) ? each : best));
    this.#home.await(this);
  }

  leave(): void {
    this.#home.leave(this);
  }

  /** The first condition that the event does not meet. Asked when the home is met. */
  wanting(event: number): Condition | undefined {
    for (const condition of this.conditions) {
      if (condition !== this.#home && !condition.isMet(event)) return condition;
    }
    return undefined;
  }

  /** Notes a visit in vain. @returns whether to move to what was wanting */
  isTired(): boolean {
    return ++this.#inVain >= PATIENCE;
  }

  moveTo(condition: Condition): void {
    this.#inVain = 0;
    this.#home.leave(this);
    this.#home = condition;
    condition.await(this);
  }
}

/** Values that one rule asks for are rarer than those that many do; presence and anything-but are the rule. */
function expectedCalls({ uses, byPresence, byAbsence, complements }: Condition): number {
  return uses + (byPresence || byAbsence || complements.length > 0 ? 1e9 : 0);
}
