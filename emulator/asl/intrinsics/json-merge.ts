import { isJsonObject } from '../json.ts';
import { count, type Intrinsic, invalid } from './intrinsic.ts';

/** Two objects as one; the second wins. Only the shallow mode, `false`, exists on AWS. */
export const jsonMerge: Intrinsic = (args) => {
  count('JsonMerge', args, 3);
  const [first, second, deep] = args;
  if (!isJsonObject(first) || !isJsonObject(second)) throw invalid('JsonMerge', 'only objects can be merged');
  if (deep !== false) throw invalid('JsonMerge', 'only the shallow mode is supported');
  return { ...first, ...second };
};
