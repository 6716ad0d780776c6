import { assumeRole } from '../../../core/assume-role.ts';
import type { Caller } from '../../../core/caller.ts';
import type { Stack, StackOperation } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import { phases } from './phases.ts';
import { type Run, stackNow } from './run.ts';

export const PRINCIPAL = 'cloudformation.amazonaws.com';

/**
 * Who works on a stack: the role that it was given, else who asks.
 * @throws AwsError `ValidationError` where the role cannot be assumed
 */
export async function workerOf(state: CloudFormationState, roleArn: string | undefined, asks: Caller): Promise<Caller> {
  if (roleArn === undefined) return asks;
  try {
    return await assumeRole(state.deps.aws, PRINCIPAL, roleArn, 'AWSCloudFormation');
  } catch {
    throw validationError(`Role ${roleArn} is invalid or cannot be assumed`);
  }
}

async function work(run: Run): Promise<void> {
  for (let { operation } = stackNow(run); operation; { operation } = stackNow(run)) await phases[operation.phase](run);
}

/** Works on a stack until its operation has ended, or the process has. */
export function startOperation(state: CloudFormationState, stackId: string): void {
  const operation = state.stacks.get(stackId)?.operation;
  if (!operation) return;
  const run: Run = { state, stackId, caller: operation.caller, failures: new Map(), cancel: new AbortController() };
  state.running.set(stackId, run);
  const ended = work(run).finally(() => state.running.delete(stackId));
  ended.catch((error: unknown) => {
    if (state.stopped) return;
    state.deps.log.error(`the operation on ${stackId} broke off`, {
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
  });
}

/** Calls the operation off that makes or changes a stack: nothing more is begun, and what waits ends. */
export function callOff(state: CloudFormationState, stack: Stack, more: Partial<StackOperation> = {}): void {
  const { operation } = stack;
  if (!operation) return;
  state.stacks.put(stack.id, { ...stack, operation: { ...operation, ...more, cancelled: true } });
  state.running.get(stack.id)?.cancel.abort();
}

/** A new operation, to be put on a stack. */
export const newOperation = (
  state: CloudFormationState,
  parts: Pick<StackOperation, 'kind' | 'phase' | 'caller' | 'token'> & Partial<StackOperation>,
): StackOperation => ({
  id: state.deps.ids.uuid(),
  onFailure: 'ROLLBACK',
  skip: [],
  deadline: undefined,
  policy: undefined,
  retainExceptOnCreate: false,
  force: false,
  ...parts,
});

/** Takes up what a stop or a crash interrupted. */
export function resumeOperations(state: CloudFormationState): void {
  for (const { id, operation } of state.stacks.values()) if (operation) startOperation(state, id);
}
