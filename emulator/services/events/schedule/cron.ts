import type { Instant } from '../../../core/clock.ts';
import { type DayTest, parseDays } from './cron-days.ts';
import { type Allowed, type FieldRange, parseField } from './cron-field.ts';

/** Fires at minutes of UTC. */
export interface Cron {
  readonly minutes: Allowed;
  readonly hours: Allowed;
  readonly isDay: DayTest;
  readonly months: Allowed;
  readonly years: Allowed;
}

const MINUTES: FieldRange = { from: 0, to: 59, step: 59, wraps: true };
const HOURS: FieldRange = { from: 0, to: 23, step: 23, wraps: true };
const MONTHS: FieldRange = {
  from: 1,
  to: 12,
  step: 12,
  wraps: true,
  names: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
};
/** AWS documents 1970 to 2199, and takes years before and after. */
const YEARS: FieldRange = { from: 0, to: 9999 };
const END = Date.UTC(2200, 0);
const DAY = 86_400_000;

/** AWS passes over commas with nothing between them: `0/5,` is `0/5`. https://github.com/aws/aws-sdk/issues/161 */
const withoutGaps = (field: string): string => field.split(',').filter(Boolean).join(',');

/**
 * Reads the six fields within `cron(…)`, as AWS was seen to take them: one space apart, spans around the end of their
 * field, steps of any size behind a value, but behind `*` none that leads past every value.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function parseCron(text: string): Cron | undefined {
  const fields = text.split(' ').map(withoutGaps);
  if (fields.length !== 6) return undefined;
  const [minute = '', hour = '', ofMonth = '', month = '', ofWeek = '', year = ''] = fields;
  const minutes = parseField(minute, MINUTES);
  const hours = parseField(hour, HOURS);
  const months = parseField(month, MONTHS);
  const years = parseField(year, YEARS);
  const isDay = parseDays(ofMonth, ofWeek);
  return minutes && hours && months && years && isDay ? { minutes, hours, months, years, isDay } : undefined;
}

function timesOfDay({ hours, minutes }: Cron): number[] {
  const sortedMinutes = [...minutes].sort((a, b) => a - b);
  return [...hours]
    .sort((a, b) => a - b)
    .flatMap((hour) => sortedMinutes.map((minute) => (hour * 60 + minute) * 60_000));
}

/** The first instant after `after` at which the expression fires; undefined where there is none up to 2199. */
export function nextCron(cron: Cron, after: Instant): Instant | undefined {
  const times = timesOfDay(cron);
  for (let day = Math.floor(after / DAY) * DAY; day < END; ) {
    const date = new Date(day);
    const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
    if (!cron.years.has(year)) {
      day = Date.UTC(year + 1, 0);
    } else if (!cron.months.has(month + 1)) {
      day = Date.UTC(year, month + 1);
    } else {
      const time = cron.isDay(year, month, date.getUTCDate()) ? times.find((each) => day + each > after) : undefined;
      if (time !== undefined) return day + time;
      day += DAY;
    }
  }
  return undefined;
}
