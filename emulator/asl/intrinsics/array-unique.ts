import { type Json, sameJson } from '../json.ts';
import { arrayAt, count, type Intrinsic } from './intrinsic.ts';

/** The items without repetitions, in the order of their first appearance. */
export const arrayUnique: Intrinsic = (args) => {
  count('ArrayUnique', args, 1);
  const scalars = new Set<Json>();
  const structures: Json[] = [];
  return arrayAt('ArrayUnique', args, 0).filter((item) => {
    const known =
      typeof item === 'object' && item !== null ? structures.some((other) => sameJson(other, item)) : scalars.has(item);
    if (!known) {
      if (typeof item === 'object' && item !== null) structures.push(item);
      else scalars.add(item);
    }
    return !known;
  });
};
