import type { Json } from '../../../asl/index.ts';
import { isAwsError } from '../../../core/aws-error.ts';
import { integrationOf } from '../integrations/index.ts';
import { PENDING, type TaskCall, TaskError } from '../integrations/integration.ts';
import { requirePermission } from '../machines/permissions.ts';
import type { StatesState } from '../state.ts';
import { callerOfExecution } from './execution-caller.ts';
import type { Live, OpenTask } from './live.ts';

/** Begins a task, or takes it up again; its outcome is delivered to the execution. */
export function runTask(state: StatesState, live: Live, task: OpenTask): void {
  const { request, abort } = task;
  const { execution } = live;
  const place = { accountId: execution.accountId, region: execution.region };
  const number = request.task;
  const isOpen = (): boolean => live.tasks.get(number) === task && !abort.signal.aborted;
  const call: TaskCall = {
    state,
    request,
    place,
    executionArn: execution.arn,
    machineArn: execution.machineArn,
    executionId: execution.id,
    seed: execution.seed,
    signal: abort.signal,
    submitted: task.submitted ?? (task.started ? '' : undefined),
    submit(output: Json) {
      if (isOpen()) state.engine.deliver(live, { kind: 'taskSubmitted', task: number, output: JSON.stringify(output) });
    },
    async require(action, resource, keys) {
      requirePermission(state, await callerOfExecution(state, live, request.roleArn), action, resource, keys);
    },
    async api(service, operation, input) {
      return state.deps.aws.call(
        await callerOfExecution(state, live, request.roleArn),
        service,
        operation,
        input,
        place,
      );
    },
  };
  perform(call).then(
    (result) => {
      if (result !== PENDING && isOpen())
        state.engine.deliver(live, { kind: 'taskSucceeded', task: number, output: JSON.stringify(result) });
    },
    (error: unknown) => {
      if (!isOpen()) return;
      state.engine.deliver(live, { kind: 'taskFailed', task: number, failure: failureOf(state, error) });
    },
  );
}

async function perform(call: TaskCall): Promise<Json | typeof PENDING> {
  const integration = integrationOf(call.request.resource);
  if (!integration) {
    throw new TaskError('States.Runtime', `The resource ${call.request.resource} is not supported.`);
  }
  return integration(call);
}

/** How a task's failure is reported. What is no failure of the task itself is told to whoever runs the emulator. */
export function failureOf({ deps }: StatesState, error: unknown): { readonly Error: string; readonly Cause: string } {
  if (error instanceof TaskError) return { Error: error.error, Cause: error.message };
  if (isAwsError(error)) return { Error: 'States.TaskFailed', Cause: error.message };
  deps.log.error('a task could not be done', {
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return { Error: 'States.TaskFailed', Cause: 'The task could not be done because of an internal error.' };
}
