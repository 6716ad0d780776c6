import type { Condition } from './condition.ts';
import { leavesOf, placesOf } from './places-of.ts';
import { FREE, type Sightings } from './sightings.ts';

/** One element of each array that has been chosen: its index, by the array. */
type Elements = ReadonlyMap<number, number>;

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

/**
 * Choices kept at once. An event in which every path leads through one array after another has fewer than elements;
 * only keys given twice, and dots in keys, could multiply them.
 */
const MOST_CHOICES = 100_000;

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
  const isOutside = (place: number, elements: Elements) => join(elements, place, sightings) === undefined;
  return choices.some(({ elements, absent }) =>
    absent.every((number) => needs[number]?.leaves?.every((place) => isOutside(place, elements))),
  );
}

/** For each need: the arrays that it and those after it turn on. What is to be absent matters to the end. */
function arraysFrom(needs: readonly Need[], sightings: Sightings): ReadonlySet<number>[] {
  const arrays = new Set<number>();
  const add = (place: number) => {
    for (let at = place; at !== FREE; at = sightings.parents[at] ?? FREE) arrays.add(sightings.arrays[at] ?? -1);
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
  const byElement = groupByOuterElement(need.places, sightings);
  const found = new Map<string, Choice>();
  const add = ({ elements, absent }: Choice) => {
    const kept = [...elements].filter(([array]) => later.has(array));
    if (found.size < MOST_CHOICES) found.set(`${kept.join(';')}/${absent}`, { elements: new Map(kept), absent });
  };
  for (const choice of choices) {
    for (const place of candidates(choice.elements, byElement)) {
      const elements = join(choice.elements, place, sightings);
      if (elements !== undefined) add({ ...choice, elements });
    }
    if (need.leaves !== undefined) add({ ...choice, absent: [...choice.absent, number] });
  }
  return [...found.values()];
}

type ByElement = ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>;

/** Places by the outermost array around them, and its element. */
function groupByOuterElement(places: readonly number[], { parents, arrays, indexes }: Sightings): ByElement {
  const groups = new Map<number, Map<number, number[]>>();
  for (const place of places) {
    let outer = place;
    while ((parents[outer] ?? FREE) !== FREE) outer = parents[outer] ?? FREE;
    const array = arrays[outer] ?? -1;
    const index = indexes[outer] ?? -1;
    const elements = groups.get(array) ?? new Map<number, number[]>();
    groups.set(array, elements);
    elements.set(index, [...(elements.get(index) ?? []), place]);
  }
  return groups;
}

/** Places that a choice of elements may go with: of an array where it has chosen, only those in that element. */
function* candidates(chosen: Elements, groups: ByElement): Generator<number> {
  for (const [array, elements] of groups) {
    const index = chosen.get(array);
    if (index !== undefined) yield* elements.get(index) ?? [];
    else for (const places of elements.values()) yield* places;
  }
}

/** The elements chosen, and those around a place; undefined if they contradict each other. */
function join(chosen: Elements, place: number, { parents, arrays, indexes }: Sightings): Elements | undefined {
  const elements = new Map(chosen);
  for (let at = place; at !== FREE; at = parents[at] ?? FREE) {
    const array = arrays[at] ?? -1;
    const index = indexes[at] ?? -1;
    if ((elements.get(array) ?? index) !== index) return undefined;
    elements.set(array, index);
  }
  return elements;
}
