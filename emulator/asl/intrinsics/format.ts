import { count, type Intrinsic, invalid, textAt } from './intrinsic.ts';

/** A piece of a template that a `{}` stands for. The parser has put it there, so that `\{}` stays text. */
const PLACEHOLDER = '{}';

/** Puts the further arguments in place of the `{}` of the first. Arrays and objects are refused. */
export const format: Intrinsic = (args) => {
  count('Format', args, 1, Number.POSITIVE_INFINITY);
  const pieces = split(textAt('Format', args, 0));
  const values = args.slice(1);
  if (pieces.length !== values.length + 1) {
    throw invalid('Format', 'the number of arguments does not match the occurrences of {}');
  }
  return pieces.reduce((text, piece, i) => {
    const value = values[i - 1];
    if (typeof value === 'object' && value !== null) throw invalid('Format', `argument ${i + 1} is not a scalar`);
    return `${text}${typeof value === 'string' ? value : String(value)}${piece}`;
  });
};

/** The text around the placeholders, unescaped: `\{`, `\}` and `\\` stand for themselves. */
function split(template: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (let i = 0; i < template.length; i++) {
    if (template.startsWith(PLACEHOLDER, i)) {
      pieces.push(piece);
      piece = '';
      i++;
    } else {
      if (template[i] === '\\' && '{}\\'.includes(template[i + 1] ?? ' ')) i++;
      piece += template[i];
    }
  }
  return [...pieces, piece];
}
