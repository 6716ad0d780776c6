import type { Clause, Predicate } from '../pattern.ts';
import { PatternError } from '../pattern-error.ts';
import { predicateKey } from '../values/predicate-key.ts';
import { type Wildcard, wildcardComplexity } from './wildcard-complexity.ts';

/** AWS accepts 9 and refuses 11; where between them it draws the line is not known. */
const MOST_COMPLEX = 10;

/** What a rule engine can be waiting for after the fields before: by path, and by the alternative that was met. */
interface Step {
  readonly fields: Map<string, Field>;
}
interface Field {
  readonly wildcards: Wildcard[];
  readonly next: Map<string, Step>;
}

/**
 * Wildcards that can be half met in too many ways at once are refused. Clauses whose first fields, in alphabetical
 * order, share an alternative are looked at together, as event-ruler compiles them into one machine.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-wildcard-matching-complexity
 * @throws PatternError
 */
export function checkComplexity(clauses: readonly Clause[]): void {
  if (!clauses.some((clause) => [...clause.values()].flat().some((each) => wildcardsOf(each).length > 0))) return;
  const root: Step = { fields: new Map() };
  for (const clause of clauses) addClause(root, clause);
  checkStep(root, new Set());
}

function addClause(root: Step, clause: Clause): void {
  let steps = new Set([root]);
  for (const [path, alternatives] of [...clause].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const following = new Set<Step>();
    for (const step of steps) addField(step, path, alternatives, following);
    steps = following;
  }
}

function addField(step: Step, path: string, alternatives: readonly Predicate[], following: Set<Step>): void {
  const field = step.fields.get(path) ?? { wildcards: [], next: new Map<string, Step>() };
  step.fields.set(path, field);
  let shared: Step | undefined;
  for (const alternative of alternatives) {
    const key = predicateKey(alternative);
    shared = field.next.get(key) ?? shared ?? { fields: new Map() };
    if (!field.next.has(key)) {
      field.wildcards.push(...wildcardsOf(alternative));
      field.next.set(key, shared);
    }
    following.add(shared);
  }
}

function checkStep(step: Step, seen: Set<Step>): void {
  if (seen.has(step)) return;
  seen.add(step);
  for (const { wildcards, next } of step.fields.values()) {
    if (wildcardComplexity(wildcards, MOST_COMPLEX) > MOST_COMPLEX) {
      throw new PatternError(
        'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
      );
    }
    for (const following of next.values()) checkStep(following, seen);
  }
}

function wildcardsOf(predicate: Predicate): Wildcard[] {
  const texts = predicate.kind === 'anything-but' ? predicate.exclusions : [predicate];
  return texts.flatMap((each) =>
    each.kind === 'wildcard' ? [{ owner: predicateKey(predicate), text: each.text }] : [],
  );
}
