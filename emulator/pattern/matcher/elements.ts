import { FREE, type Sightings } from './sightings.ts';

/** One element of each array that has been chosen: its index, by the array. */
export type Elements = ReadonlyMap<number, number>;

/** The elements chosen, and those around a place; undefined if they contradict each other. */
export function join(chosen: Elements, place: number, sightings: Sightings): Elements | undefined {
  if (contradicts(chosen, place, sightings)) return undefined;
  const { parents, arrays, indexes } = sightings;
  const elements = new Map(chosen);
  for (let at = place; at !== FREE; at = parents[at] ?? FREE) elements.set(arrays[at] ?? -1, indexes[at] ?? -1);
  return elements;
}

export function contradicts(chosen: Elements, place: number, sightings: Sightings): boolean {
  const { parents, arrays, indexes, depths } = sightings;
  sightings.patience -= 1 + (depths[place] ?? 0);
  for (let at = place; at !== FREE; at = parents[at] ?? FREE) {
    const index = chosen.get(arrays[at] ?? -1);
    if (index !== undefined && index !== indexes[at]) return true;
  }
  return false;
}

/** Places by the outermost array around them, and by its element. */
export type Grouped = ReadonlyMap<number, ReadonlyMap<number, readonly number[]>>;

export function group(places: readonly number[], { parents, arrays, indexes }: Sightings): Grouped {
  const groups = new Map<number, Map<number, number[]>>();
  for (const place of places) {
    let outer = place;
    while ((parents[outer] ?? FREE) !== FREE) outer = parents[outer] ?? FREE;
    const elements = groups.get(arrays[outer] ?? -1) ?? new Map<number, number[]>();
    groups.set(arrays[outer] ?? -1, elements);
    const inElement = elements.get(indexes[outer] ?? -1);
    if (inElement === undefined) elements.set(indexes[outer] ?? -1, [place]);
    else inElement.push(place);
  }
  return groups;
}

/** Places that may go with a choice: of an array where it has chosen, only those in that element. */
export function* candidates(chosen: Elements, groups: Grouped): Generator<number> {
  for (const [array, elements] of groups) {
    const index = chosen.get(array);
    if (index !== undefined) yield* elements.get(index) ?? [];
    else for (const places of elements.values()) yield* places;
  }
}
