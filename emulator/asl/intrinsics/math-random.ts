import { javaRandom } from '../java-random.ts';
import { count, type Intrinsic, integerAt, invalid } from './intrinsic.ts';

/** An integer from the start (inclusive) to the end (exclusive); with a seed always the same one. */
export const mathRandom: Intrinsic = (args, chance) => {
  count('MathRandom', args, 2, 3);
  const start = integerAt('MathRandom', args, 0);
  const end = integerAt('MathRandom', args, 1);
  if (end <= start) throw invalid('MathRandom', 'the end must be greater than the start');
  const random = args.length === 3 ? javaRandom(integerAt('MathRandom', args, 2)) : chance.random();
  return start + Math.floor(random * (end - start));
};
