import type { MetricSink } from '../../core/metric.ts';
import type { Execution } from './executions/execution.ts';

const NAMES: Readonly<Partial<Record<Execution['status'], string>>> = {
  ABORTED: 'ExecutionsAborted',
  FAILED: 'ExecutionsFailed',
  RUNNING: 'ExecutionsStarted',
  SUCCEEDED: 'ExecutionsSucceeded',
  TIMED_OUT: 'ExecutionsTimedOut',
};

/** Three digits that count: so exact are the times of many executions kept. */
const rounded = (milliseconds: number): number => Number(milliseconds.toPrecision(3));

/** Counts a change of status. https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html */
export function countStatus(metrics: MetricSink, execution: Execution): void {
  const { accountId, region, machineArn, status, started, stopped } = execution;
  const name = NAMES[status];
  if (name === undefined || execution.child) return;
  const metric = { accountId, region, namespace: 'AWS/States', dimensions: { StateMachineArn: machineArn } };
  metrics.count({ ...metric, name, value: 1, unit: 'Count' });
  if (stopped !== undefined)
    metrics.count({ ...metric, name: 'ExecutionTime', value: rounded(stopped - started), unit: 'Milliseconds' });
}
