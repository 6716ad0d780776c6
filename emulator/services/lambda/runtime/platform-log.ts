import type { Instant } from '../../../core/clock.ts';
import type { FunctionVersion } from '../function.ts';
import type { Outcome } from './environment.ts';

interface Durations {
  readonly duration: number;
  /** Of a cold start. */
  readonly init: number | undefined;
}

/** A platform event in the JSON log format; nothing in the text format. */
export const platformLine = (
  version: FunctionVersion,
  type: string,
  record: object,
  now: Instant,
): string | undefined =>
  version.logging.format === 'JSON' && version.logging.systemLevel !== 'WARN'
    ? JSON.stringify({ time: new Date(now).toISOString(), type, record })
    : undefined;

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
export const startLine = (version: FunctionVersion, requestId: string, now: Instant): string | undefined =>
  version.logging.format === 'JSON'
    ? platformLine(version, 'platform.start', { requestId, version: version.version }, now)
    : `START RequestId: ${requestId} Version: ${version.version}`;

/** What closes an invocation in the log. Memory is not measured by thread, so the limit stands in for the use. */
export function endLines(
  version: FunctionVersion,
  requestId: string,
  outcome: Outcome,
  { duration, init }: Durations,
  now: Instant,
): (string | undefined)[] {
  const billed = Math.ceil(duration);
  const failed = outcome.kind === 'fatal';
  if (version.logging.format === 'JSON') {
    const status = outcome.kind === 'result' ? 'success' : failed && outcome.timedOut ? 'timeout' : 'failure';
    const metrics = {
      durationMs: round(duration),
      billedDurationMs: billed,
      memorySizeMB: version.memoryMegabytes,
      maxMemoryUsedMB: version.memoryMegabytes,
      ...(init === undefined ? {} : { initDurationMs: round(init) }),
    };
    return [platformLine(version, 'platform.report', { requestId, metrics, status }, now)];
  }
  const fault = failed ? `${new Date(now).toISOString()} ${requestId} ${outcome.error.errorMessage}` : undefined;
  const report = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${duration.toFixed(2)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${version.memoryMegabytes} MB`,
    `Max Memory Used: ${version.memoryMegabytes} MB`,
    ...(init === undefined ? [] : [`Init Duration: ${init.toFixed(2)} ms`]),
  ];
  return [fault, `END RequestId: ${requestId}`, `${report.join('\t')}\t`];
}

const round = (value: number): number => Math.round(value * 1000) / 1000;
