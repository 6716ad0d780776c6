import { count, type Intrinsic, integerAt } from './intrinsic.ts';

/** The sum of two integers of 32 bits; it wraps around as Java's does. Fractions are rounded first. */
export const mathAdd: Intrinsic = (args) => {
  count('MathAdd', args, 2);
  return (integerAt('MathAdd', args, 0) + integerAt('MathAdd', args, 1)) | 0;
};
