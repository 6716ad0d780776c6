import type { Place } from '../../core/arn.ts';
import type { MetricSink, ServiceMetric } from '../../core/metric.ts';

interface Definition {
  readonly Name?: unknown;
  readonly Unit?: unknown;
}
interface Directive {
  readonly Namespace?: unknown;
  readonly Dimensions?: unknown;
  readonly Metrics?: unknown;
}

const MOST_DIMENSIONS = 30;
const MOST_METRICS = 100;
const MARK = '"CloudWatchMetrics"';

const object = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined;
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function parse(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return object(JSON.parse(line));
  } catch {
    return undefined;
  }
}

const numbersOf = (value: unknown): number[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is number => typeof each === 'number');

/** The values of one set of dimensions; undefined where the line lacks one of them. */
function dimensionsOf(names: unknown, root: Readonly<Record<string, unknown>>): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const name of list(names)) {
    const value = typeof name === 'string' ? root[name] : undefined;
    if (typeof value !== 'string' && typeof value !== 'number') return undefined;
    found[String(name)] = String(value);
  }
  return Object.keys(found).length <= MOST_DIMENSIONS ? found : undefined;
}

function metricsOf(
  directive: Directive,
  root: Readonly<Record<string, unknown>>,
  base: Place & { time: number },
): ServiceMetric[] {
  const { Namespace: namespace, Metrics, Dimensions } = directive;
  if (typeof namespace !== 'string' || /^AWS\//i.test(namespace)) return [];
  const sets = list(Dimensions).length === 0 ? [[]] : list(Dimensions);
  const definitions = list(Metrics).slice(0, MOST_METRICS) as readonly Definition[];
  return definitions.flatMap(({ Name: name, Unit: unit }) =>
    typeof name !== 'string'
      ? []
      : sets.flatMap((set) => {
          const dimensions = dimensionsOf(set, root);
          return dimensions
            ? numbersOf(root[name]).map((value) => ({
                ...base,
                namespace,
                name,
                dimensions,
                value,
                unit: typeof unit === 'string' ? unit : 'None',
              }))
            : [];
        }),
  );
}

/**
 * Log lines in the embedded metric format become metrics. What does not fit the format is a log line and no more, as on AWS.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 * @param events times in milliseconds
 */
export function extractMetrics(
  sink: MetricSink,
  { accountId, region }: Place,
  events: readonly { readonly time: number; readonly message: string }[],
): void {
  const found = events.flatMap(({ time, message }) => {
    const root = message.includes(MARK) ? parse(message) : undefined;
    const metadata = object(root?._aws);
    if (!root || !metadata) return [];
    const at = typeof metadata.Timestamp === 'number' ? metadata.Timestamp : time;
    return list(metadata.CloudWatchMetrics).flatMap((directive) =>
      metricsOf(object(directive) ?? {}, root, { accountId, region, time: at }),
    );
  });
  if (found.length > 0) sink.put(...found);
}
