import { recordResource } from '../record.ts';
import type { Applied, Stack, StackResource } from '../stack.ts';
import { propertiesFault } from '../types/check-properties.ts';
import type { Desired } from './desired.ts';
import { make, ResourceFailure, unmake } from './resource-work.ts';
import { type Run, stackNow } from './run.ts';

const CHANCE = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const newSuffix = (run: Run): string => run.state.deps.ids.text(12, CHANCE);

export const newRecord = (run: Run, logicalId: string, type: string): StackResource => ({
  stackId: run.stackId,
  logicalId,
  type,
  status: 'CREATE_IN_PROGRESS',
  reason: undefined,
  updated: 0,
  suffix: newSuffix(run),
  current: undefined,
  before: undefined,
  added: true,
  settledBy: undefined,
});

/** @throws ResourceFailure */
export function checkProperties(logicalId: string, { type, properties }: Desired): void {
  const fault = propertiesFault(logicalId, type, properties);
  if (fault !== undefined) throw new ResourceFailure(fault);
}

/**
 * Makes the physical resource of a record that says so already. It is on record from the moment in
 * which it exists, so that a rollback or the next start finds it.
 * @throws ResourceFailure
 */
export async function makeRecorded(run: Run, begun: StackResource, desired: Desired): Promise<Applied> {
  let record = begun;
  const show = (current: Applied): void => {
    const change = { status: begun.status, reason: 'Resource creation Initiated', current };
    record = recordResource(run.state, stackNow(run), record, change, desired.properties);
  };
  checkProperties(begun.logicalId, desired);
  const made = await make(run, record, desired, show);
  if (record === begun) show(made);
  return made;
}

/** Makes a resource that the stack does not have yet. @throws ResourceFailure */
export async function createResource(
  run: Run,
  stack: Stack,
  known: StackResource | undefined,
  desired: Desired,
  logicalId: string,
): Promise<Applied> {
  // A crash, or a failure without a rollback, left it half made.
  if (known?.current) await unmake(run, known, known.current);
  if (known?.status === 'CREATE_IN_PROGRESS') return makeRecorded(run, { ...known, current: undefined }, desired);
  const record = newRecord(run, logicalId, desired.type);
  const begun = recordResource(run.state, stack, record, { status: 'CREATE_IN_PROGRESS' }, desired.properties);
  return makeRecorded(run, begun, desired);
}
