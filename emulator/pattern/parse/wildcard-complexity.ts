import { wildcardPieces } from '../values/wildcard.ts';

/** A wildcard text and the alternative that it belongs to; an anything-but may own several. */
export interface Wildcard {
  readonly owner: string;
  readonly text: string;
}

/** A place in the machine of all wildcards of a field. */
interface Place {
  /** The alternatives that can still be met from here. */
  readonly owners: Set<string>;
  readonly next: Map<number, Place[]>;
  /** Where any byte leads, for a star after this place; a star leads back to itself. */
  star: Place | undefined;
}

const QUOTE = 0x22;
/** A byte that no text names. */
const OTHER = -1;
/** Sets of places looked at before a machine counts as too complex: bounds the time a hostile pattern takes. */
const MOST_SETS = 20_000;

/**
 * How many wildcard alternatives an input can keep half met at once, in the measure of event-ruler
 * (MachineComplexityEvaluator): the most that the owners of all places, which some input reaches at once, add up to.
 * Stops when it is past `enough`; up to there it may answer more than the true number, but not more than `enough`.
 */
export function wildcardComplexity(wildcards: readonly Wildcard[], enough: number): number {
  const bound = upperBound(wildcards);
  if (bound <= enough) return bound;
  const seen = new Set<string>();
  const pending: (readonly Place[])[] = [[machineOf(wildcards)]];
  const numbers = new Map<Place, number>();
  const numberOf = (place: Place) => {
    const number = numbers.get(place) ?? numbers.size;
    numbers.set(place, number);
    return number;
  };
  let most = 0;
  for (let places = pending.pop(); places !== undefined; places = pending.pop()) {
    for (const byte of new Set([OTHER, ...places.flatMap(({ next }) => [...next.keys()])])) {
      const reached = [...new Set(places.flatMap((place) => follow(place, byte)))];
      most = Math.max(most, weightOf(reached));
      if (most > enough || seen.size > MOST_SETS) return Math.max(most, enough + 1);
      const key = reached
        .map(numberOf)
        .sort((a, b) => a - b)
        .join();
      if (!seen.has(key)) pending.push(reached);
      seen.add(key);
    }
  }
  return most;
}

/** Quick and seldom too high: all stars at once, and all places that the same byte leads to. */
function upperBound(wildcards: readonly Wildcard[]): number {
  let stars = 0;
  const places = new Map<number, number>();
  for (const { text } of wildcards) {
    const pieces = wildcardPieces(text);
    stars += pieces.length - 1;
    for (const byte of Buffer.from(`"${pieces.join('')}"`)) places.set(byte, (places.get(byte) ?? 0) + 1);
  }
  return stars + Math.max(0, ...places.values());
}

function follow({ star, next }: Place, byte: number): Place[] {
  const named = next.get(byte) ?? [];
  return star === undefined ? named : [star, ...named];
}

function weightOf(places: readonly Place[]): number {
  const reached = new Set(places);
  for (const { star } of places) if (star !== undefined) reached.add(star);
  let weight = 0;
  for (const { owners } of reached) weight += owners.size;
  return weight;
}

const place = (): Place => ({ owners: new Set(), next: new Map(), star: undefined });

/** Texts share their places up to and with the first star, and the place at the end if they have one owner. */
function machineOf(wildcards: readonly Wildcard[]): Place {
  const root = place();
  const ends = new Map<string, Place>();
  for (const { owner, text } of wildcards) {
    const end = ends.get(owner) ?? place();
    ends.set(owner, end);
    addWildcard(root, owner, text, end);
  }
  return root;
}

function addWildcard(root: Place, owner: string, text: string, end: Place): void {
  const pieces = wildcardPieces(text).map((piece) => [...Buffer.from(piece)]);
  let from: readonly Place[] = [root];
  pieces.forEach((piece, number) => {
    const isLast = number === pieces.length - 1;
    const bytes = [...(number === 0 ? [QUOTE] : []), ...piece, ...(isLast ? [QUOTE] : [])];
    bytes.forEach((byte, index) => {
      const shared = number === 0 ? from[0]?.next.get(byte)?.[0] : undefined;
      const to = isLast && index === bytes.length - 1 ? end : (shared ?? place());
      for (const each of from) connect(each, byte, to);
      to.owners.add(owner);
      from = [to];
    });
    if (!isLast) from = [...from, ...from.map((each) => starAfter(each, owner))];
  });
}

function connect(from: Place, byte: number, to: Place): void {
  const targets = from.next.get(byte) ?? [];
  if (!targets.includes(to)) from.next.set(byte, [...targets, to]);
}

function starAfter(before: Place, owner: string): Place {
  const star = before.star ?? place();
  before.star = star;
  star.star = star;
  star.owners.add(owner);
  return star;
}
