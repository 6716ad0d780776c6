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
  /** Ends what only waits, once another resource has failed or the operation is called off; a new one for each phase. */
  cancel: AbortController;
}

/** What was waited for will not be: the operation is called off. */
export class Cancelled extends Error {
  override name = 'Cancelled';
}

/** Waits for something, no longer than the operation goes on. @throws Cancelled */
export async function waiting<T>(run: Run, work: Promise<T>): Promise<T> {
  const { signal } = run.cancel;
  let call = (): void => {};
  const called = new Promise<never>((_resolve, reject) => {
    call = () => reject(new Cancelled());
  });
  if (signal.aborted) call();
  else signal.addEventListener('abort', call, { once: true });
  try {
    return await unlessStopped(run, Promise.race([work, called]));
  } finally {
    signal.removeEventListener('abort', call);
  }
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
