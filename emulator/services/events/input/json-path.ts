/** One step of a path: a key, an index, or every element. */
export type Step = string | number | typeof EVERY;
export const EVERY = Symbol('every element');

const STEP = /\.([^.[\]*"'\s]+)|\[(\d+)\]|\[\*\]/y;

/**
 * Reads a path such as `$.detail.items[0].sku`: dots, indexes and `[*]`, but no names in brackets.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 * @returns undefined where the text is no such path
 */
export function parsePath(text: string): readonly Step[] | undefined {
  if (!text.startsWith('$')) return undefined;
  const steps: Step[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < text.length) {
    const found = STEP.exec(text);
    if (!found) return undefined;
    const [, key, index] = found;
    steps.push(index === undefined ? (key ?? EVERY) : Number(index));
  }
  return steps;
}
