import type { MetricSink, ServiceMetric } from '../../../core/metric.ts';
import type { CloudWatchState } from '../state.ts';
import { sortedDimensions } from './metric.ts';

const MINUTE = 60_000;
/** So many different values are kept in memory at most. */
const MOST_WAITING = 10_000;

export interface ServiceMetrics extends MetricSink {
  /** Writes down what was counted in memory. */
  flush(): void;
}

interface Waiting {
  readonly metric: ServiceMetric;
  count: number;
}

/** Where the other services of the emulator report. */
export function createServiceMetrics({ deps, samples }: Pick<CloudWatchState, 'deps' | 'samples'>): ServiceMetrics {
  const waiting = new Map<string, Waiting>();
  let minute = 0;

  const put = (...metrics: readonly ServiceMetric[]): void => {
    const now = deps.clock.now();
    samples.expire(now);
    for (const { dimensions, value, count = 1, unit, time = now, ...metric } of metrics) {
      const all = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
      samples.add(
        { ...metric, dimensions: sortedDimensions(all) },
        { at: time, unit, count, sum: value * count, min: value, max: value },
      );
    }
  };
  const flush = (): void => {
    if (waiting.size === 0) return;
    const all = [...waiting.values()].map(({ metric, count }) => ({ ...metric, count, time: minute * MINUTE }));
    waiting.clear();
    deps.store.atomic(() => put(...all));
  };
  return {
    put,
    flush,
    count(metric) {
      const current = Math.floor(deps.clock.now() / MINUTE);
      if (current !== minute || waiting.size >= MOST_WAITING) flush();
      minute = current;
      const { accountId, region, namespace, name, dimensions, value, count = 1 } = metric;
      const key = `${accountId}/${region}/${namespace}/${name}/${value}/${Object.values(dimensions).join('/')}`;
      const known = waiting.get(key);
      if (known) known.count += count;
      else waiting.set(key, { metric, count });
    },
  };
}
