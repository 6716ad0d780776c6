import type { Instant } from '../../../core/clock.ts';
import { nextCron, parseCron } from './cron.ts';

/** When a schedule fires next after `after`, having been set at `start`; undefined: never again. */
export type Schedule = (after: Instant, start: Instant) => Instant | undefined;

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE };
const RATE = /^rate\((\d+) (minute|hour|day)(s?)\)$/;
const CRON = /^cron\((.+)\)$/;

function parseRate(text: string): Schedule | undefined {
  const [, count = '', unit = '', plural = ''] = RATE.exec(text) ?? [];
  const number = Number(count);
  // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html: 1 takes the singular, all else the plural.
  if (number < 1 || (number === 1) !== (plural === '')) return undefined;
  const period = number * (UNITS[unit] ?? Number.NaN);
  return (after, start) => start + (Math.floor(Math.max(0, after - start) / period) + 1) * period;
}

/** Reads `rate(…)` and `cron(…)`; undefined where the text is neither. */
export function parseSchedule(text: string): Schedule | undefined {
  const cron = CRON.exec(text)?.[1];
  if (cron === undefined) return parseRate(text);
  const parsed = parseCron(cron);
  return parsed && ((after) => nextCron(parsed, after));
}
