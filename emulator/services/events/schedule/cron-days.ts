import { type FieldRange, parseField } from './cron-field.ts';

/** Whether a day is meant. `month` counts from 0. */
export type DayTest = (year: number, month: number, day: number) => boolean;

const WEEKDAYS: FieldRange = {
  from: 1,
  to: 7,
  step: 7,
  wraps: true,
  names: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'],
};
const DAYS: FieldRange = { from: 1, to: 31, step: 31, wraps: true };

const weekdayOf = (year: number, month: number, day: number): number =>
  new Date(Date.UTC(year, month, day)).getUTCDay() + 1;
const lastDay = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

/** The weekday of the month that lies nearest to a day of it. */
function nearestWeekday(year: number, month: number, wanted: number): number {
  const last = lastDay(year, month);
  if (wanted > last) return -1;
  const weekday = weekdayOf(year, month, wanted);
  if (weekday === 7) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 1) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
}

function dayOfMonth(text: string): DayTest | undefined {
  const upper = text.toUpperCase();
  if (upper === 'L') return (year, month, day) => day === lastDay(year, month);
  if (upper === 'LW') return (year, month, day) => day === nearestWeekday(year, month, lastDay(year, month));
  const before = /^L-(\d+)$/.exec(upper)?.[1];
  if (before !== undefined) return (year, month, day) => day === lastDay(year, month) - Number(before);
  const near = /^(\d+)W$/.exec(upper)?.[1];
  if (near !== undefined) {
    const wanted = Number(near);
    if (wanted < DAYS.from || wanted > DAYS.to) return undefined;
    return (year, month, day) => day === nearestWeekday(year, month, wanted);
  }
  // AWS takes `1-5W`. As in Quartz, whose rules these are, the W is passed over.
  const days = parseField(upper.replace(/(?<=\d-\d+)W$/, ''), DAYS);
  return days && ((_year, _month, day) => days.has(day));
}

const single = (text: string): number | undefined => {
  const [only, ...others] = [...(parseField(text, WEEKDAYS) ?? [])];
  return others.length === 0 ? only : undefined;
};

function dayOfWeek(text: string): DayTest | undefined {
  const upper = text.toUpperCase();
  if (upper === 'L') return (year, month, day) => weekdayOf(year, month, day) === 7;
  const nth = /^(\w+)#([1-5])$/.exec(upper);
  if (nth) {
    const weekday = single(nth[1] ?? '');
    if (weekday === undefined) return undefined;
    return (year, month, day) => weekdayOf(year, month, day) === weekday && Math.ceil(day / 7) === Number(nth[2]);
  }
  const last = /^([1-7]|[A-Z]{3})L$/.exec(upper)?.[1];
  if (last !== undefined) {
    const weekday = single(last);
    if (weekday === undefined) return undefined;
    return (year, month, day) => weekdayOf(year, month, day) === weekday && day + 7 > lastDay(year, month);
  }
  const weekdays = parseField(text, WEEKDAYS);
  return weekdays && ((year, month, day) => weekdays.has(weekdayOf(year, month, day)));
}

/** Day of month and day of week: one of them, and only one, is `?`. */
export function parseDays(ofMonth: string, ofWeek: string): DayTest | undefined {
  if ((ofMonth === '?') === (ofWeek === '?')) return undefined;
  return ofMonth === '?' ? dayOfWeek(ofWeek) : dayOfMonth(ofMonth);
}
