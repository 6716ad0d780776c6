import type { Place } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Store } from '../../../store/store.ts';
import type { Dimension, Metric, PlacedMetric } from './metric.ts';

/** What is known of the values of one metric in one unit at one time. */
export interface Sample {
  readonly at: Instant;
  readonly unit: string;
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
}

interface SampleRow extends Record<string, unknown>, Omit<Sample, 'unit'> {
  readonly unit: string;
}
interface SeriesRow extends Record<string, unknown> {
  id: number;
  namespace: string;
  name: string;
  dimensions: string;
}

/** Fifteen months. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention */
const RETENTION = 455 * 24 * 3600 * 1000;
const MINUTE = 60_000;
const SECOND = 1000;

export type Samples = ReturnType<typeof createSamples>;

/** The values of all metrics. Equal values of one minute are one row with a count. */
export function createSamples(store: Store) {
  store.schema(`
    CREATE TABLE IF NOT EXISTS cloudwatch_series (
      id INTEGER PRIMARY KEY, account TEXT NOT NULL, region TEXT NOT NULL, namespace TEXT NOT NULL, name TEXT NOT NULL,
      dimensions TEXT NOT NULL, unit TEXT NOT NULL, UNIQUE (account, region, namespace, name, dimensions, unit));
    CREATE TABLE IF NOT EXISTS cloudwatch_samples (
      series INTEGER, at INTEGER, min REAL, max REAL, sum REAL, count REAL NOT NULL,
      PRIMARY KEY (series, at, min, max, sum)) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS cloudwatch_samples_at ON cloudwatch_samples (at);`);
  const addSeries = store.prepare(
    'INSERT INTO cloudwatch_series (account, region, namespace, name, dimensions, unit) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const findSeries = store.prepare<{ id: number }>(`SELECT id FROM cloudwatch_series
    WHERE account = ? AND region = ? AND namespace = ? AND name = ? AND dimensions = ? AND unit = ?`);
  const add = store.prepare(`INSERT INTO cloudwatch_samples (series, at, min, max, sum, count) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET count = count + excluded.count`);
  const expire = store.prepare('DELETE FROM cloudwatch_samples WHERE at < ?');
  const read = store.prepare<SampleRow>(`SELECT s.at, s.min, s.max, s.sum, s.count, r.unit FROM cloudwatch_series r
    JOIN cloudwatch_samples s ON s.series = r.id AND s.at >= ?6 AND s.at < ?7
    WHERE r.account = ?1 AND r.region = ?2 AND r.namespace = ?3 AND r.name = ?4 AND r.dimensions = ?5 ORDER BY s.at`);
  const list = store.prepare<SeriesRow>(`SELECT min(id) AS id, namespace, name, dimensions FROM cloudwatch_series r
    WHERE account = ? AND region = ? AND EXISTS (SELECT 1 FROM cloudwatch_samples s WHERE s.series = r.id AND s.at >= ?)
    GROUP BY namespace, name, dimensions ORDER BY namespace, name, dimensions`);

  const seriesOf = ({ accountId, region, namespace, name, dimensions }: PlacedMetric, unit: string): number => {
    const parts = [accountId, region, namespace, name, JSON.stringify(dimensions), unit];
    return findSeries.get(...parts)?.id ?? addSeries.run(...parts).lastInsertRowid;
  };
  const bucket = (at: Instant, resolution: number): Instant => Math.floor(at / resolution) * resolution;
  let swept: Instant = 0;

  return {
    /** @param fine true: kept by the second, not by the minute */
    add(metric: PlacedMetric, { at, unit, count, sum, min, max }: Sample, fine = false): void {
      // The sum of a row is that of one occurrence, so that equal ones can be counted.
      add.run(seriesOf(metric, unit), bucket(at, fine ? SECOND : MINUTE), min, max, sum / count, count);
    },
    read: ({ accountId, region, namespace, name, dimensions }: PlacedMetric, from: Instant, to: Instant): Sample[] =>
      read
        .all(accountId, region, namespace, name, JSON.stringify(dimensions), from, to)
        .map(({ sum, count, ...row }) => ({ ...row, count, sum: sum * count })),
    /** Metrics of a place that have a value since then. */
    list: ({ accountId, region }: Place, since: Instant): Metric[] =>
      list.all(accountId, region, since).map(({ namespace, name, dimensions }) => ({
        namespace,
        name,
        dimensions: JSON.parse(dimensions) as Dimension[],
      })),
    /** Once a day, what is too old goes. */
    expire(now: Instant): void {
      if (now - swept < 24 * 3600 * 1000) return;
      swept = now;
      expire.run(now - RETENTION);
    },
  };
}
