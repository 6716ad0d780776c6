import type { Place } from '../../../core/arn.ts';

export interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

/** A metric is its name in a namespace together with all of its dimensions. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  /** In the order of their names. */
  readonly dimensions: readonly Dimension[];
}

export interface PlacedMetric extends Metric, Place {}

interface RawDimension {
  readonly Name: string | undefined;
  readonly Value: string | undefined;
}

export const sortedDimensions = (dimensions: readonly RawDimension[] = []): Dimension[] =>
  dimensions
    .map(({ Name = '', Value = '' }) => ({ Name, Value }))
    .toSorted((a, b) => (a.Name < b.Name ? -1 : a.Name > b.Name ? 1 : 0));

/** A metric as CloudWatch's requests name it. */
export const metricOf = (raw: {
  readonly Namespace?: string | undefined;
  readonly MetricName?: string | undefined;
  readonly Dimensions?: readonly RawDimension[] | undefined;
}): Metric => ({
  namespace: raw.Namespace ?? '',
  name: raw.MetricName ?? '',
  dimensions: sortedDimensions(raw.Dimensions),
});

export const shownMetric = ({ namespace, name, dimensions }: Metric) => ({
  Namespace: namespace,
  MetricName: name,
  Dimensions: [...dimensions],
});
