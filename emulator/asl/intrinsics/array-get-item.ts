import { arrayAt, count, type Intrinsic, integerAt, invalid } from './intrinsic.ts';

export const arrayGetItem: Intrinsic = (args) => {
  count('ArrayGetItem', args, 2);
  const items = arrayAt('ArrayGetItem', args, 0);
  const index = integerAt('ArrayGetItem', args, 1);
  const item = index < 0 ? undefined : items[index];
  if (item === undefined) throw invalid('ArrayGetItem', `index ${index} is out of bounds`);
  return item;
};
