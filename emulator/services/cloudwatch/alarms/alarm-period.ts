import type { MetricAlarmConfig } from './alarm.ts';

/** Seconds of one period of an alarm: its own, or that of the first metric of its expression. */
export const periodOf = ({ Period, Metrics = [] }: Pick<MetricAlarmConfig, 'Period' | 'Metrics'>): number =>
  Period ?? Metrics.find(({ MetricStat }) => MetricStat)?.MetricStat?.Period ?? 60;
