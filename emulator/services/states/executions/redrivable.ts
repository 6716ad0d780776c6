import type { ExecutionRedriveStatus } from '@aws-sdk/client-sfn';
import type { Instant } from '../../../core/clock.ts';
import type { Execution } from './execution.ts';

const WINDOW = 14 * 86_400_000;
const MOST_EVENTS = 24_999;
const MOST_REDRIVES = 1000;

export interface Redrivability {
  readonly status: ExecutionRedriveStatus;
  /** Only where it cannot be redriven. */
  readonly reason?: string;
}

const not = (reason: string): Redrivability => ({ status: 'NOT_REDRIVABLE', reason });

/**
 * Whether an execution may go on where it stopped.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html
 */
export function redrivability(execution: Execution, lastEventId: number, now: Instant): Redrivability {
  const { status, type, child, stopped = 0, redriveCount } = execution;
  if (type === 'EXPRESS') return not('Express workflow executions cannot be redriven');
  if (status === 'RUNNING' || status === 'SUCCEEDED') return not(`Execution is ${status} and cannot be redriven`);
  if (stopped + WINDOW < now) return not("Execution's redrivable period has exceeded");
  if (lastEventId > MOST_EVENTS) return not('Execution history event limit exceeded');
  if (redriveCount >= MOST_REDRIVES) return not('Execution redrive limit exceeded');
  return child ? { status: 'REDRIVABLE_BY_MAP_RUN' } : { status: 'REDRIVABLE' };
}
