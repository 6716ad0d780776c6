/** A set of numbers that a field of a cron expression stands for. */
export type Allowed = ReadonlySet<number>;

export interface FieldRange {
  readonly from: number;
  readonly to: number;
  /** The largest step; undefined: any. */
  readonly step?: number;
  /** Names for the numbers from `from` on. */
  readonly names?: readonly string[];
}

const numberOf = (text: string, { from, to, names = [] }: FieldRange): number | undefined => {
  const named = names.indexOf(text.toUpperCase());
  const value = named >= 0 ? named + from : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : undefined;
};

function addPart(part: string, range: FieldRange, into: Set<number>): boolean {
  const [span = '', stepText, ...more] = part.split('/');
  if (more.length > 0 || (stepText !== undefined && !/^[1-9]\d*$/.test(stepText))) return false;
  if (Number(stepText ?? 1) > (range.step ?? Number.POSITIVE_INFINITY)) return false;
  const [firstText = '', lastText, ...others] = span.split('-');
  if (others.length > 0) return false;
  const every = span === '*';
  const first = every ? range.from : numberOf(firstText, range);
  const openEnd = every || (lastText === undefined && stepText !== undefined);
  const last = openEnd ? range.to : lastText === undefined ? first : numberOf(lastText, range);
  if (first === undefined || last === undefined || last < first) return false;
  for (let value = first; value <= last; value += Number(stepText ?? 1)) into.add(value);
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
