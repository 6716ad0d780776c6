import type { Instant } from '../../../core/clock.ts';
import { badValue } from '../errors.ts';
import type { Sample } from './samples.ts';

/** All samples of one period. */
export interface Bucket {
  readonly at: Instant;
  readonly samples: readonly Sample[];
}

/** A statistic of a period; undefined where its samples do not tell (a percentile of a statistic set). */
export type Statistic = (samples: readonly Sample[]) => number | undefined;

const total = (samples: readonly Sample[], of: (sample: Sample) => number): number =>
  samples.reduce((sum, sample) => sum + of(sample), 0);
const countOf: Statistic = (samples) => total(samples, ({ count }) => count);
const sumOf: Statistic = (samples) => total(samples, ({ sum }) => sum);

const BASIC: Readonly<Record<string, Statistic>> = {
  SampleCount: countOf,
  Sum: sumOf,
  Average: (samples) => total(samples, ({ sum }) => sum) / total(samples, ({ count }) => count),
  Minimum: (samples) => Math.min(...samples.map(({ min }) => min)),
  Maximum: (samples) => Math.max(...samples.map(({ max }) => max)),
};
/** Short forms of the newer notation. */
const ALIASES: Readonly<Record<string, string>> = {
  avg: 'Average',
  max: 'Maximum',
  min: 'Minimum',
  n: 'SampleCount',
  sum: 'Sum',
};
const PERCENTILE = /^p(\d{1,2}(?:\.\d{1,10})?|100)$/i;

/** The value that so many per cent of all do not exceed. A set of different values has no percentile. */
const percentile =
  (percent: number): Statistic =>
  (samples) => {
    if (samples.some(({ count, min, max }) => count > 1 && min !== max)) return undefined;
    const sorted = samples.toSorted((a, b) => a.min - b.min);
    const wanted = (percent / 100) * total(sorted, ({ count }) => count);
    let seen = 0;
    for (const { min, count } of sorted) {
      seen += count;
      if (seen >= wanted) return min;
    }
    return sorted.at(-1)?.max;
  };

/** @throws AwsError `InvalidParameterValueException` for what is no statistic, or none that this emulator computes */
export function statisticOf(name: string): Statistic {
  const basic = BASIC[ALIASES[name.toLowerCase()] ?? name];
  if (basic) return basic;
  const percent = PERCENTILE.exec(name)?.[1];
  if (percent === undefined) throw badValue(`The value ${name} for parameter Stat is not supported.`);
  return percentile(Number(percent));
}

/** Samples by periods that are counted from `start`; periods without a sample are left out. */
export function bucketsOf(samples: readonly Sample[], start: Instant, period: number): Bucket[] {
  const found = new Map<Instant, Sample[]>();
  for (const sample of samples) {
    const at = start + Math.floor((sample.at - start) / period) * period;
    const bucket = found.get(at);
    if (bucket) bucket.push(sample);
    else found.set(at, [sample]);
  }
  return [...found].map(([at, of]) => ({ at, samples: of }));
}

/** Where the first period starts: times are rounded down to the minute, or to the period where it is shorter. */
export const roundedStart = (start: Instant, period: number): Instant => {
  const step = Math.min(60_000, period);
  return Math.floor(start / step) * step;
};

/** Seconds that a period may have. @throws AwsError `InvalidParameterValueException` */
export function checkPeriod(period: number, parameter = 'Period'): void {
  if (![1, 5, 10, 20, 30].includes(period) && period % 60 !== 0)
    throw badValue(`The parameter ${parameter} must be a multiple of 60, or one of 1, 5, 10, 20, 30.`);
}
