import type { StateValue } from '@aws-sdk/client-cloudwatch';

/** How an alarm takes periods without a value. */
export type MissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

export interface Criteria {
  /** N: so many periods are looked at. */
  readonly periods: number;
  /** M: so many of them must breach. */
  readonly toAlarm: number;
  readonly missing: MissingData;
  breaches(value: number): boolean;
}

/** The periods AWS looks back beyond N, to have values where some are missing. */
export const EXTRA_PERIODS = 2;

export interface Verdict {
  /** Undefined: the alarm stays as it is. */
  readonly value: StateValue | undefined;
  /** Which of the values were looked at, newest first, as indexes into them. */
  readonly used: readonly number[];
  /** So many periods had no value and were filled in. */
  readonly filled: number;
}

/**
 * What an alarm becomes. Where there are as many values as periods the missing ones do not count; where
 * there are fewer, they are filled in, as few as possible.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 * @param values one a period, newest first, undefined where there is none
 */
export function evaluate(values: readonly (number | undefined)[], criteria: Criteria): Verdict {
  const { periods, toAlarm, missing, breaches } = criteria;
  const used = [...values.keys()].filter((i) => values[i] !== undefined).slice(0, periods);
  const filled = periods - used.length;
  const breaching = used.filter((i) => breaches(values[i] ?? 0)).length;
  const judged = (atLeast: number, count: number): StateValue => (count >= atLeast ? 'ALARM' : 'OK');
  if (filled === 0 || missing === 'notBreaching') return { value: judged(toAlarm, breaching), used, filled };
  if (missing === 'breaching') return { value: judged(toAlarm, breaching + filled), used, filled };
  if (used.length === 0) return { value: missing === 'missing' ? 'INSUFFICIENT_DATA' : undefined, used, filled };
  const value = judged(Math.min(toAlarm, used.length), breaching);
  const stays = missing === 'ignore' && value === 'ALARM' && breaching < toAlarm;
  return { value: stays ? undefined : value, used, filled };
}

type Compare = (value: number, threshold: number) => boolean;

/** By AWS's names, with the words that an alarm's reason has for them. */
export const COMPARISONS: Readonly<Record<string, { readonly holds: Compare; readonly words: string }>> = {
  GreaterThanOrEqualToThreshold: { holds: (a, b) => a >= b, words: 'greater than or equal to' },
  GreaterThanThreshold: { holds: (a, b) => a > b, words: 'greater than' },
  LessThanThreshold: { holds: (a, b) => a < b, words: 'less than' },
  LessThanOrEqualToThreshold: { holds: (a, b) => a <= b, words: 'less than or equal to' },
};
