import { count, type Intrinsic, textAt } from './intrinsic.ts';

/** Cuts at every character of the second argument. Empty pieces are left out. */
export const stringSplit: Intrinsic = (args) => {
  count('StringSplit', args, 2);
  const text = textAt('StringSplit', args, 0);
  const separators = new Set(textAt('StringSplit', args, 1));
  const pieces = [''];
  for (const char of text) {
    if (separators.has(char)) pieces.push('');
    else pieces[pieces.length - 1] += char;
  }
  return pieces.filter((piece) => piece !== '');
};
