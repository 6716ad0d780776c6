import type { Json } from '../json.ts';
import { count, type Intrinsic, invalid, textAt } from './intrinsic.ts';

export const jsonToString: Intrinsic = (args) => {
  count('JsonToString', args, 1);
  return JSON.stringify(args[0] ?? null);
};

/** A blank text is null. */
export const stringToJson: Intrinsic = (args) => {
  count('StringToJson', args, 1);
  const text = textAt('StringToJson', args, 0);
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw invalid('StringToJson', 'the text is not JSON');
  }
};
