import type { Json } from '../json.ts';
import { arrayAt, count, type Intrinsic, integerAt, invalid } from './intrinsic.ts';

/** Pieces of a given size; the last may be smaller. */
export const arrayPartition: Intrinsic = (args) => {
  count('ArrayPartition', args, 2);
  const items = arrayAt('ArrayPartition', args, 0);
  const size = integerAt('ArrayPartition', args, 1);
  if (size < 1) throw invalid('ArrayPartition', 'the size must be positive');
  const pieces: Json[] = [];
  for (let start = 0; start < items.length; start += size) pieces.push(items.slice(start, start + size));
  return pieces;
};
