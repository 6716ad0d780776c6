import type { Cost, Estimate, PlannedRule, PlannedWindow } from './replay-plan.ts';
import type { WindowEvents } from './window-events.ts';

/** Events a second that one replay is taken to bring, until a run of this stage has measured it. AWS promises no rate. */
export const ASSUMED_RATE = 500;

/** What earlier runs measured: events a second of one replay. */
export interface MeasuredRate {
  readonly eventsPerSecond: number;
  readonly planId: string;
}

/** @param waits seconds that pass before the first event moves */
export function estimateDuration(
  windows: readonly PlannedWindow[],
  waits: number,
  measured: MeasuredRate | undefined,
): Estimate {
  const eventsPerSecond = measured?.eventsPerSecond ?? ASSUMED_RATE;
  const longest = Math.max(0, ...windows.map(({ events }) => events));
  return {
    seconds: Math.ceil(waits + longest / eventsPerSecond),
    eventsPerSecond,
    basis: measured ? `measured by the run ${measured.planId}` : 'assumed; AWS promises no rate',
  };
}

/** US dollars, us-east-1, list prices of November 2026. https://aws.amazon.com/eventbridge/pricing/ */
const PRICES = { millionEvents: 1, millionQueueRequests: 0.4, logGigabyte: 0.5 } as const;
const MILLION = 1_000_000;
const GIGABYTE = 1024 ** 3;

const PRICED: Readonly<Record<string, (events: number, bytes: number) => number>> = {
  sqs: (events) => (events / MILLION) * PRICES.millionQueueRequests,
  logs: (_events, bytes) => (bytes / GIGABYTE) * PRICES.logGigabyte,
};

const cents = (usd: number): number => Math.round(usd * MILLION) / MILLION;

/** What the replayed events and their deliveries cost; not what consumers do with them. */
export function estimateCost({ total, chunks }: WindowEvents, rules: readonly PlannedRule[]): Cost {
  const without = new Set<string>(['what consumers do with the events']);
  const mean = total.events === 0 ? 0 : total.bytes / total.events;
  const deliveries = rules.flatMap(({ rule, matches, targets }) =>
    targets.flatMap((arn) => {
      const service = arn.split(':')[2] ?? '';
      const price = PRICED[service];
      if (!price) without.add(`deliveries to ${service}`);
      return price ? [{ what: `${rule} to ${service}`, usd: cents(price(matches, matches * mean)) }] : [];
    }),
  );
  const parts = [{ what: 'replayed events', usd: cents((chunks / MILLION) * PRICES.millionEvents) }, ...deliveries];
  return { usd: cents(parts.reduce((sum, { usd }) => sum + usd, 0)), parts, without: [...without] };
}
