import type { Instant } from '../../../core/clock.ts';
import { runtimeVersionArn } from '../describe.ts';
import type { FunctionVersion } from '../function.ts';
import type { Outcome } from './environment.ts';

const LEVELS = ['DEBUG', 'INFO', 'WARN'];

/** A platform event of the JSON format, unless the system log level leaves it out. */
const jsonLine = (
  { logging }: FunctionVersion,
  level: 'INFO' | 'WARN',
  type: string,
  record: object,
  now: Instant,
): string[] =>
  LEVELS.indexOf(level) >= LEVELS.indexOf(logging.systemLevel ?? 'INFO')
    ? [JSON.stringify({ time: new Date(now).toISOString(), type, record })]
    : [];

/** What a cold start says first. https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
export function initLines(version: FunctionVersion, now: Instant): string[] {
  const runtimeVersion = version.runtime.replace(/^nodejs(\d+)\.x$/, 'nodejs:$1');
  const runtimeVersionArn_ = runtimeVersionArn(version);
  if (version.logging.format === 'Text')
    return [`INIT_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${runtimeVersionArn_}`];
  const record = {
    initializationType: 'on-demand',
    phase: 'init',
    runtimeVersion,
    runtimeVersionArn: runtimeVersionArn_,
    functionName: version.name,
    functionVersion: version.version,
  };
  return jsonLine(version, 'INFO', 'platform.initStart', record, now);
}

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
export const startLines = (version: FunctionVersion, requestId: string, now: Instant): string[] =>
  version.logging.format === 'JSON'
    ? jsonLine(version, 'INFO', 'platform.start', { requestId, version: version.version }, now)
    : [`START RequestId: ${requestId} Version: ${version.version}`];

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** The init phase is billed as well, since August 2025. */
const billed = ({ duration, init = 0 }: Outcome): number => Math.ceil(duration + init);

const statusOf = (outcome: Outcome): { readonly status: string; readonly errorType?: string } => {
  if (outcome.kind === 'result') return { status: 'success' };
  if (outcome.kind === 'fatal' && outcome.timedOut) return { status: 'timeout' };
  const { errorType } = outcome.error;
  return { status: outcome.kind === 'fatal' ? 'error' : 'success', ...(errorType === undefined ? {} : { errorType }) };
};

/** What closes an invocation in the log. */
export function endLines(version: FunctionVersion, requestId: string, outcome: Outcome, now: Instant): string[] {
  const { duration, init, memory } = outcome;
  const { status, errorType } = statusOf(outcome);
  if (version.logging.format === 'JSON') {
    const metrics = {
      durationMs: rounded(duration),
      billedDurationMs: billed(outcome),
      memorySizeMB: version.memoryMegabytes,
      maxMemoryUsedMB: memory,
      ...(init === undefined ? {} : { initDurationMs: rounded(init) }),
    };
    const record = { requestId, metrics, status, ...(status === 'error' ? { errorType } : {}) };
    return jsonLine(version, status === 'success' ? 'INFO' : 'WARN', 'platform.report', record, now);
  }
  const fault = {
    success: [],
    timeout: [
      `${new Date(now).toISOString()} ${requestId} Task timed out after ${version.timeoutSeconds.toFixed(2)} seconds\n`,
    ],
    // An error with a trace is the function's own, and has said so itself.
    error:
      outcome.kind === 'fatal' && !outcome.error.trace
        ? [`RequestId: ${requestId} Error: ${outcome.error.errorMessage}\n${errorType ?? ''}`]
        : [],
  }[status as 'success' | 'timeout' | 'error'];
  const report = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${duration.toFixed(2)} ms`,
    `Billed Duration: ${billed(outcome)} ms`,
    `Memory Size: ${version.memoryMegabytes} MB`,
    `Max Memory Used: ${memory} MB`,
    ...(init === undefined ? [] : [`Init Duration: ${init.toFixed(2)} ms`]),
    ...(status === 'success' ? [] : [`Status: ${status}`]),
    ...(status === 'error' ? [`Error Type: ${errorType}`] : []),
  ];
  return [...fault, `END RequestId: ${requestId}`, `${report.join('\t')}\t`];
}
