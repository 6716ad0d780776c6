import { count, type Intrinsic } from './intrinsic.ts';

/** A UUID of version 4. */
export const uuid: Intrinsic = (args, chance) => {
  count('UUID', args, 0);
  return chance.uuid();
};
