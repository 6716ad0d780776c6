import { sameJson } from '../json.ts';
import { arrayAt, count, type Intrinsic } from './intrinsic.ts';

/** Whether a value is in an array; objects and arrays are compared by what they hold. */
export const arrayContains: Intrinsic = (args) => {
  count('ArrayContains', args, 2);
  const [, wanted = null] = args;
  return arrayAt('ArrayContains', args, 0).some((item) => sameJson(item, wanted));
};
