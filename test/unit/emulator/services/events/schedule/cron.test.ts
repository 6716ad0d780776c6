import { parseSchedule } from '../../../../../../emulator/services/events/schedule/expression.ts';

const START = Date.UTC(2026, 10, 23, 12);

/** The next times after a Monday noon, as far as they differ from it: `24 03:30`. */
function next(expression: string, count: number): string[] {
  const schedule = parseSchedule(expression);
  const times: string[] = [];
  for (let at: number | undefined = START; times.length < count; ) {
    at = at === undefined ? undefined : schedule?.(at, START);
    if (at === undefined) return times;
    times.push(new Date(at).toISOString().slice(5, 16).replace('T', ' '));
  }
  return times;
}

it.each([
  ['around midnight', 'cron(0 22-1 * * ? *)', ['11-23 22:00', '11-23 23:00', '11-24 00:00', '11-24 01:00']],
  ['around the hour', 'cron(50-10/10 13 * * ? *)', ['11-23 13:00', '11-23 13:10', '11-23 13:50', '11-24 13:00']],
  ['around the weekend', 'cron(0 9 ? * SAT-MON *)', ['11-28 09:00', '11-29 09:00', '11-30 09:00', '12-05 09:00']],
  ['around new year', 'cron(0 9 1 NOV-FEB ? *)', ['12-01 09:00', '01-01 09:00', '02-01 09:00', '11-01 09:00']],
  ['around the end of a month', 'cron(0 9 30-2 * ? *)', ['11-30 09:00', '12-01 09:00', '12-02 09:00', '12-30 09:00']],
  ['three days before the last', 'cron(0 9 L-3 * ? *)', ['11-27 09:00', '12-28 09:00']],
  ['once an hour by a step past its end', 'cron(5/60 * * * ? *)', ['11-23 12:05', '11-23 13:05']],
  ['once an hour by a step of nothing', 'cron(5/0 * * * ? *)', ['11-23 12:05', '11-23 13:05']],
  ['the days of a span, whatever stands behind it', 'cron(0 9 1-2W 12 ? *)', ['12-01 09:00', '12-02 09:00']],
  ['never on a day that no month has', 'cron(0 9 31 FEB ? *)', []],
])('fires %s', (_name, expression, times) => {
  expect(next(expression, Math.max(1, times.length))).toEqual(times);
});
