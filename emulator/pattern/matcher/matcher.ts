import type { Pattern, Clause as PatternClause, Predicate } from '../pattern.ts';
import { predicateKey } from '../values/predicate-key.ts';
import { Clause, type Rule } from './clause.ts';
import { Condition } from './condition.ts';
import { EventReader } from './event-reader.ts';
import { Gathering } from './gathering.ts';
import { PathTree } from './path-tree.ts';
import { Sightings } from './sightings.ts';

/** The rules of a bus, and which of them an event matches. */
export interface Matcher {
  /** Adds a rule, or gives the rule of this name another pattern. */
  set(name: string, pattern: Pattern): void;
  /** @returns whether there was such a rule */
  delete(name: string): boolean;
  /**
   * The names of the rules that match, each once, in no certain order.
   * @param eventJson JSON, as a string or UTF-8; anything but an object matches nothing. What is no JSON may match anything.
   */
  match(eventJson: string | Uint8Array): string[];
  readonly size: number;
}

/**
 * One structure for all rules: fields by path, the probes of each field in indexes by operator, conditions made of
 * probes, clauses made of conditions. All of them are shared by the rules that ask for the same, and an event only
 * touches what its values meet.
 */
export function createMatcher(): Matcher {
  return new SharedMatcher();
}

class SharedMatcher implements Matcher {
  readonly #rules = new Map<string, readonly Clause[]>();
  readonly #paths = new PathTree();
  readonly #conditions = new Map<string, Condition>();
  readonly #sightings = new Sightings();
  readonly #gathering = new Gathering(this.#sightings);
  readonly #reader = new EventReader(this.#sightings);
  #encoded = Buffer.alloc(4_096);

  get size(): number {
    return this.#rules.size;
  }

  set(name: string, pattern: Pattern): void {
    this.delete(name);
    const rule: Rule | undefined = pattern.clauses.length > 1 ? { event: 0 } : undefined;
    const clauses = pattern.clauses.map((clause) => new Clause(name, rule, this.#takeConditions(clause)));
    this.#rules.set(name, clauses);
  }

  delete(name: string): boolean {
    const clauses = this.#rules.get(name);
    if (clauses === undefined) return false;
    this.#rules.delete(name);
    for (const clause of clauses) {
      clause.leave();
      for (const condition of clause.conditions) this.#release(condition);
    }
    return true;
  }

  match(eventJson: string | Uint8Array): string[] {
    this.#sightings.begin();
    if (typeof eventJson === 'string') {
      const most = eventJson.length * 3;
      if (this.#encoded.length < most) this.#encoded = Buffer.alloc(most * 2);
      this.#reader.read(this.#encoded, this.#encoded.write(eventJson), this.#paths.root);
    } else {
      const { buffer, byteOffset, length } = eventJson;
      this.#reader.read(Buffer.from(buffer, byteOffset, length), length, this.#paths.root);
    }
    return this.#gathering.gather(this.#paths.awaitedAbsent);
  }

  #takeConditions(clause: PatternClause): [Condition, ...Condition[]] {
    const conditions = [...clause].map(([path, predicates]) => this.#take(path, predicates));
    const [first, ...rest] = conditions.sort((a, b) => a.uses - b.uses);
    if (first === undefined) throw new Error('A clause has no field.');
    return [first, ...rest];
  }

  #take(path: string, predicates: readonly Predicate[]): Condition {
    const key = [path, ...new Set(predicates.map(predicateKey).sort())].join('\u0002');
    let condition = this.#conditions.get(key);
    if (condition === undefined) {
      condition = new Condition(key, this.#paths.take(path), predicates);
      this.#conditions.set(key, condition);
    }
    condition.uses++;
    return condition;
  }

  #release(condition: Condition): void {
    if (--condition.uses > 0) return;
    this.#conditions.delete(condition.key);
    condition.release();
    this.#paths.release(condition.field);
  }
}
