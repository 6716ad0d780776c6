import type { Caller } from '../../../core/caller.ts';
import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';

/** One go of an operation on a stack, from a start of the process to its end. */
export interface Run {
  readonly state: CloudFormationState;
  readonly stackId: string;
  /** Who deploys: the operator, or the role that the stack was given. */
  readonly caller: Caller;
  /** Why resources failed, by logical id, in the order in which they did. */
  readonly failures: Map<string, 'create' | 'update' | 'delete'>;
}

/** The stack as it is now. */
export function stackNow({ state, stackId }: Run): Stack {
  const stack = state.stacks.get(stackId);
  if (!stack) throw new Error(`${stackId} is gone while it is worked on`);
  return stack;
}

/** Waits for ever once the process stops: the operation is taken up at the next start. */
export async function unlessStopped<T>({ state }: Pick<Run, 'state'>, work: Promise<T>): Promise<T> {
  const rest = (): Promise<never> => new Promise(() => {});
  if (state.stopped) return rest();
  try {
    const result = await work;
    return state.stopped ? rest() : result;
  } catch (error) {
    if (state.stopped) return rest();
    throw error;
  }
}
