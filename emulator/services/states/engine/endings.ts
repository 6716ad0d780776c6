import type { Advance, Effect, Run } from '../../../asl/interpreter/index.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Execution } from '../executions/execution.ts';

export type End = Extract<Effect, { kind: 'end' }>;

/** An execution as it is stored once it is over. */
export function endedAs(execution: Execution, { status, output, error, cause }: End, stopped: Instant): Execution {
  const { error: _error, cause: _cause, output: _output, ...before } = execution;
  return {
    ...before,
    status,
    stopped,
    ...(output === undefined ? {} : { output }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

export const errorText = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

/** What should not happen in the interpreter must not end the process: it ends the execution. */
export function broken(run: Run, at: Instant): Advance {
  const failure = { error: 'States.Runtime', cause: 'The execution could not go on because of an internal error.' };
  const event = { id: ++run.lastEventId, previous: 0, type: 'ExecutionFailed' as const, at, details: failure };
  return { events: [event], effects: [{ kind: 'end', status: 'FAILED', ...failure }] };
}
