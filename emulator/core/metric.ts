import type { Instant } from './clock.ts';

/** A value that an AWS service itself reports to CloudWatch. */
export interface ServiceMetric {
  readonly accountId: string;
  readonly region: string;
  /** Such as `AWS/SQS`. */
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
  /** CloudWatch's word for it: `Count`, `Milliseconds`, `Bytes`, `Seconds` … */
  readonly unit: string;
  /** How many times the value was seen; left out: once. */
  readonly count?: number;
  /** Left out: now. */
  readonly time?: Instant;
}

/** Where services report what they have done. */
export interface MetricSink {
  /** Joins the transaction that is open. */
  put(...metrics: readonly ServiceMetric[]): void;
  /** For what happens often: counted in memory, written at the end of the minute or when somebody reads. A crash loses that minute. */
  count(metric: ServiceMetric): void;
}

/** A service whose metrics are states rather than events, such as the length of a queue. Asked once a minute while an alarm looks. */
export interface MetricSource {
  sample(): readonly ServiceMetric[];
}
