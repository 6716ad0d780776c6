import type { Clause, Pattern, Predicate } from '../pattern.ts';
import { type Leaf, readLeaves } from './read-leaves.ts';
import { testValue } from './test-value.ts';

/**
 * Whether one pattern matches one event. Plain and slow: what the shared structure of `createMatcher` is held against.
 * @param eventJson JSON; anything but an object matches nothing
 * @throws PatternError if it is no JSON
 */
export function matches(pattern: Pattern, eventJson: string): boolean {
  return matchesLeaves(pattern, readLeaves(eventJson));
}

/** The same for an event that has been read. */
export function matchesLeaves(pattern: Pattern, leaves: readonly Leaf[]): boolean {
  return pattern.clauses.some((clause) => matchesClause(clause, leaves));
}

type Elements = ReadonlyMap<number, number>;

/** Tries all ways to meet each field with a value such that no array has to be at two elements at once. */
function matchesClause(clause: Clause, leaves: readonly Leaf[]): boolean {
  const fields = [...clause].map(([path, alternatives]) => ({
    alternatives,
    leaves: leaves.filter((leaf) => leaf.path === path),
  }));
  const isAbsent = (found: readonly Leaf[], elements: Elements) => !found.some((leaf) => join(elements, leaf.elements));

  function meetFrom(index: number, elements: Elements, absent: readonly (readonly Leaf[])[]): boolean {
    const field = fields[index];
    if (field === undefined) return absent.every((found) => isAbsent(found, elements));
    for (const leaf of field.leaves) {
      if (!passes(field.alternatives, leaf)) continue;
      const joined = join(elements, leaf.elements);
      if (joined !== undefined && meetFrom(index + 1, joined, absent)) return true;
    }
    const mayBeAbsent = field.alternatives.some(({ kind }) => kind === 'absent');
    return mayBeAbsent && meetFrom(index + 1, elements, [...absent, field.leaves]);
  }
  return meetFrom(0, new Map(), []);
}

const passes = (alternatives: readonly Predicate[], { value }: Leaf) =>
  alternatives.some((predicate) => testValue(predicate, value));

/** The elements of both, undefined where an array would be at two of them. */
function join(elements: Elements, others: Elements): Elements | undefined {
  for (const [array, index] of others) if ((elements.get(array) ?? index) !== index) return undefined;
  return new Map([...elements, ...others]);
}
