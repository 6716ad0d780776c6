import { arrayAt, count, type Intrinsic } from './intrinsic.ts';

export const arrayLength: Intrinsic = (args) => {
  count('ArrayLength', args, 1);
  return arrayAt('ArrayLength', args, 0).length;
};
