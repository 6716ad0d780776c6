/** A set of numbers that a field of a cron expression stands for. */
export type Allowed = ReadonlySet<number>;

export interface FieldRange {
  readonly from: number;
  readonly to: number;
  /** The largest step behind a star; undefined: any. */
  readonly step?: number;
  /** Whether a span may lead over the end: `FRI-MON`, `50-10`. */
  readonly wraps?: boolean;
  /** Names for the numbers from `from` on. */
  readonly names?: readonly string[];
}

const numberOf = (text: string, { from, to, names = [] }: FieldRange): number | undefined => {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + from : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
};

/** A step of 0 leads nowhere, and is taken nevertheless: `5/0` is `5`. */
function addSpan(first: number, last: number, step: number, { from, to }: FieldRange, into: Set<number>): void {
  const size = to - from + 1;
  const end = last < first ? last + size : last;
  into.add(first);
  if (step > 0) for (let value = first; value <= end; value += step) into.add(((value - from) % size) + from);
}

function addPart(part: string, range: FieldRange, into: Set<number>): boolean {
  const [span = '', stepText, ...more] = part.split('/');
  if (more.length > 0 || (stepText !== undefined && !/^\d+$/.test(stepText))) return false;
  const step = Number(stepText ?? 1);
  if (span === '*') {
    if (step < 1 || step > (range.step ?? Number.POSITIVE_INFINITY)) return false;
    addSpan(range.from, range.to, step, range, into);
    return true;
  }
  const [firstText = '', lastText, ...others] = span.split('-');
  if (others.length > 0) return false;
  const first = numberOf(firstText, range);
  const end = stepText === undefined ? first : range.to;
  const last = lastText === undefined ? end : numberOf(lastText, range);
  if (first === undefined || last === undefined || (last < first && !range.wraps)) return false;
  addSpan(first, last, step, range, into);
  return true;
}

/**
 * Reads lists, ranges and steps: `0,30`, `MON-FRI`, `0/15`, `*`.
 * @returns undefined where the text is no such field
 */
export function parseField(text: string, range: FieldRange): Allowed | undefined {
  const found = new Set<number>();
  return text.split(',').every((part) => addPart(part, range, found)) ? found : undefined;
}
