import type { Condition } from './condition.ts';
import { candidates, contradicts, type Elements, type Grouped, group, join } from './elements.ts';
import { leavesOf, placesOf } from './places-of.ts';
import { FREE, type Sightings } from './sightings.ts';

/** Choices that meet all conditions looked at so far. */
interface Choice {
  readonly elements: Elements;
  /** Needs taken as absent, by number: all values of their fields must be in elements not chosen. */
  readonly absent: readonly number[];
}

/** What one condition asks of the choice. */
interface Need {
  /** Any of these places. */
  readonly places: readonly number[];
  /** Or none of these, if it may be absent. */
  readonly leaves: readonly number[] | undefined;
}

/** How many steps of looking the memory of a choice's element is worth. */
const COST_OF_KEEPING = 40;

/**
 * Whether conditions, each of them met, can be met without any array being at two elements at once: a pattern with
 * two fields under an array of objects asks for one object that has both.
 */
export function isConsistent(conditions: readonly Condition[], sightings: Sightings): boolean {
  const { event } = sightings;
  if (!mayBeBound(conditions, event)) return true;
  const bound = conditions.filter((condition) => !condition.isFreelyMet(event));
  if (bound.some(({ byAbsence }) => byAbsence)) return search(conditions, sightings);
  if (bound.length < 2) return true;
  return shareElement(bound, sightings) ?? search(bound, sightings);
}

/** Whether enough of the fields have values in arrays of objects for the conditions to get in each other's way. */
function mayBeBound(conditions: readonly Condition[], event: number): boolean {
  let bound = 0;
  for (const { field, byAbsence } of conditions) {
    if (field.event !== event || field.leaf < 0) continue;
    if (byAbsence) return true;
    bound++;
  }
  return bound > 1;
}

/** The common case, in which all places are elements of one array; undefined if it is not that case. */
function shareElement(conditions: readonly Condition[], sightings: Sightings): boolean | undefined {
  let array = -1;
  let common: readonly number[] | undefined;
  for (const condition of conditions) {
    const places = placesOf(condition, sightings);
    for (const place of places) {
      const own = sightings.arrays[place] ?? -1;
      if (own < 0 || (array >= 0 && own !== array)) return undefined;
      array = own;
    }
    common = common === undefined ? places : intersection(common, places);
  }
  return common === undefined || common.length > 0;
}

function intersection(some: readonly number[], others: readonly number[]): readonly number[] {
  if (some.length * others.length < 64) return some.filter((place) => others.includes(place));
  const set = new Set(others);
  return some.filter((place) => set.has(place));
}

function search(conditions: readonly Condition[], sightings: Sightings): boolean {
  const needs = conditions.map(
    (condition): Need => ({
      places: placesOf(condition, sightings),
      leaves: condition.byAbsence ? leavesOf(condition, sightings) : undefined,
    }),
  );
  const later = arraysFrom(needs, sightings);
  let choices: Choice[] = [{ elements: new Map(), absent: [] }];
  needs.forEach((need, number) => {
    choices = meet(choices, need, number, later[number + 1] ?? new Set(), sightings);
  });
  const leaves = needs.map((need) => group(need.leaves ?? [], sightings));
  return choices.some(({ elements, absent }) =>
    absent.every((number) => isOutside(leaves[number] ?? new Map(), elements, sightings)),
  );
}

/** Whether all places are in elements other than those chosen. */
function isOutside(places: Grouped, chosen: Elements, sightings: Sightings): boolean {
  for (const place of candidates(chosen, places)) {
    if (sightings.patience < 0 || !contradicts(chosen, place, sightings)) return false;
  }
  return true;
}

/** For each need: the arrays that it and those after it turn on. What is to be absent matters to the end. */
function arraysFrom(needs: readonly Need[], sightings: Sightings): ReadonlySet<number>[] {
  const arrays = new Set<number>();
  const add = (place: number) => {
    for (let at = place; at !== FREE; at = sightings.parents[at] ?? FREE) {
      const array = sightings.arrays[at] ?? -1;
      if (arrays.has(array)) return;
      arrays.add(array);
    }
  };
  for (const { leaves } of needs) leaves?.forEach(add);
  const sets = [new Set(arrays)];
  for (const { places } of needs.toReversed()) {
    places.forEach(add);
    sets.unshift(new Set(arrays));
  }
  return sets;
}

/** All ways to go on from `choices`, less what no later need asks about. */
function meet(
  choices: readonly Choice[],
  need: Need,
  number: number,
  later: ReadonlySet<number>,
  sightings: Sightings,
): Choice[] {
  const places = group(need.places, sightings);
  const found = new Map<string, Choice>();
  const add = (elements: Elements, absent: readonly number[]) => {
    const kept = [...elements].filter(([array]) => later.has(array));
    found.set(`${kept.join(';')}/${absent}`, { elements: new Map(kept), absent });
    sightings.patience -= COST_OF_KEEPING * (1 + kept.length);
  };
  for (const { elements, absent } of choices) {
    for (const place of candidates(elements, places)) {
      if (sightings.patience < 0) return [];
      const joined = join(elements, place, sightings);
      if (joined !== undefined) add(joined, absent);
    }
    if (need.leaves !== undefined) add(elements, [...absent, number]);
  }
  return [...found.values()];
}
