import type { Condition } from './condition.ts';

/** A rule of several clauses. */
export interface Rule {
  /** The last event that one of them matched. */
  event: number;
}

/** Visits in vain after which a clause moves on: twice as many each time, so that it comes to rest. */
const PATIENCE = { first: 4, most: 4_096 };

/**
 * Conditions that must all be met. It waits at one of them, and only when that one is met are the others looked at:
 * as with watched literals in SAT solvers. It begins where it expects to be called least, and moves when it has been
 * called in vain some times, to the condition that was wanting; so it comes to rest at a rarely met one.
 */
export class Clause {
  /** The name of its rule. */
  readonly name: string;
  /** Its rule, unless that has no other clause. */
  readonly rule: Rule | undefined;
  readonly conditions: readonly Condition[];
  #home: Condition;
  /** The other conditions: the first, which most clauses have no more than, is kept by itself for speed. */
  #other: Condition | undefined;
  #rest: readonly Condition[] = NONE;
  #inVain = 0;
  #patience = PATIENCE.first;

  constructor(name: string, rule: Rule | undefined, conditions: readonly [Condition, ...Condition[]]) {
    this.name = name;
    this.rule = rule;
    this.conditions = conditions;
    this.#home = conditions.reduce((best, each) => (expectedCalls(each) < expectedCalls(best) ? each : best));
    this.#settle();
  }

  leave(): void {
    this.#home.leave(this);
  }

  /** The first condition that the event does not meet. Asked when the home is met. */
  wanting(event: number): Condition | undefined {
    if (this.#other === undefined) return undefined;
    if (!this.#other.isMet(event)) return this.#other;
    for (const condition of this.#rest) if (!condition.isMet(event)) return condition;
    return undefined;
  }

  /** Notes a visit in vain. @returns whether it is time to move to what was wanting */
  isTired(): boolean {
    return ++this.#inVain >= this.#patience;
  }

  moveTo(condition: Condition): void {
    this.#inVain = 0;
    this.#patience = Math.min(this.#patience * 2, PATIENCE.most);
    this.#home.leave(this);
    this.#home = condition;
    this.#settle();
  }

  #settle(): void {
    const [other, ...rest] = this.conditions.filter((condition) => condition !== this.#home);
    this.#other = other;
    this.#rest = rest.length > 0 ? rest : NONE;
    this.#home.await(this);
  }
}

const NONE: readonly Condition[] = [];

/** Values that one rule asks for are rarer than those that many do; presence and anything-but are the rule. */
const expectedCalls = ({ uses, isSelective }: Condition): number => (isSelective ? uses : uses + 1e9);
