import type { MetricSink, ServiceMetric } from '../../../core/metric.ts';
import type { CloudWatchState } from '../state.ts';
import { sortedDimensions } from './metric.ts';

/** Where the other services of the emulator report. */
export const createMetricSink = ({ deps, samples }: Pick<CloudWatchState, 'deps' | 'samples'>): MetricSink => ({
  put(...metrics: readonly ServiceMetric[]) {
    const now = deps.clock.now();
    samples.expire(now);
    for (const { dimensions, value, count = 1, unit, time = now, ...metric } of metrics) {
      const all = Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
      samples.add(
        { ...metric, dimensions: sortedDimensions(all) },
        { at: time, unit, count, sum: value * count, min: value, max: value },
      );
    }
  },
});
