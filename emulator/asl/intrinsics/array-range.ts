import { count, type Intrinsic, integerAt, invalid } from './intrinsic.ts';

const MOST_ITEMS = 1000;

/** From the first number to the last at most, in steps that may be negative. At most 1,000 items. */
export const arrayRange: Intrinsic = (args) => {
  count('ArrayRange', args, 3);
  const first = integerAt('ArrayRange', args, 0);
  const last = integerAt('ArrayRange', args, 1);
  const step = integerAt('ArrayRange', args, 2);
  if (step === 0) throw invalid('ArrayRange', 'the step must not be zero');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MOST_ITEMS) throw invalid('ArrayRange', `the array may not have more than ${MOST_ITEMS} items`);
  return Array.from({ length }, (_, i) => first + i * step);
};
