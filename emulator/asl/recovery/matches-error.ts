/** What no Retry or Catch sees: the execution fails. */
const TERMINAL = new Set(['States.Runtime']);
/** What States.ALL and States.TaskFailed leave alone; DataLimitExceeded can be named, Runtime cannot. */
const NOT_IN_ALL = new Set(['States.Runtime', 'States.DataLimitExceeded']);

/**
 * Whether one of the names of an ErrorEquals stands for the error.
 * A missed heartbeat is reported as States.Timeout; a caller that knows better passes States.HeartbeatTimeout.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function matchesError(errorEquals: readonly string[], error: string): boolean {
  if (TERMINAL.has(error)) return false;
  return errorEquals.some((name) => {
    if (name === error) return true;
    if (name === 'States.ALL') return !NOT_IN_ALL.has(error);
    if (name === 'States.TaskFailed') return !isTimeout(error) && !NOT_IN_ALL.has(error);
    return name === 'States.Timeout' && error === 'States.HeartbeatTimeout';
  });
}

const isTimeout = (error: string): boolean => error === 'States.Timeout' || error === 'States.HeartbeatTimeout';
