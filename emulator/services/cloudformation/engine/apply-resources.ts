import { isAwsError } from '../../../core/aws-error.ts';
import { recordResource } from '../record.ts';
import type { Applied, Stack, StackResource } from '../stack.ts';
import { putResource, resourceOf } from '../state.ts';
import { sameJson } from '../template/json.ts';
import { createResource, newRecord } from './create-resource.ts';
import { type Desired, desiredResource } from './desired.ts';
import { type Instance, instanceOf } from './instance.ts';
import { ResourceFailure } from './resource-work.ts';
import { Cancelled, type Run, stackNow } from './run.ts';
import { updateResource } from './update-resource.ts';
import { walk } from './walk.ts';

/** Puts on record what needs no call: who depends on whom, and what shall become of it. */
function adopt(run: Run, stack: Stack, record: StackResource, from: Applied, desired: Desired): void {
  const current = { ...from, ...desired };
  putResource(run.state, { ...record, before: record.before ?? from, current, settledBy: stack.operation?.id });
}

/** The physical resource that a change begins with; undefined: there is none, or only half of one. */
function startingPoint({ status, before, current }: StackResource): Applied | undefined {
  if (status.startsWith('CREATE_') && status !== 'CREATE_COMPLETE') return undefined;
  if (status.startsWith('DELETE_')) return undefined;
  return status === 'UPDATE_IN_PROGRESS' || status === 'UPDATE_FAILED' ? (before ?? current) : current;
}

const CANCELLED = { create: 'Resource creation cancelled', update: 'Resource update cancelled' };

/** Brings one resource to where the template wants it; false where it fails. */
async function apply(run: Run, instance: Instance, logicalId: string): Promise<boolean> {
  const { state, failures } = run;
  const stack = stackNow(run);
  const { operation, definition } = stack;
  const known = resourceOf(state, run.stackId, logicalId);
  if (known?.settledBy !== undefined && known.settledBy === operation?.id) return true;
  if (operation?.cancelled || (operation?.deadline ?? Number.POSITIVE_INFINITY) <= state.deps.clock.now()) return false;
  const from = known && startingPoint(known);
  const kind = from ? 'update' : 'create';
  const record = (): StackResource =>
    resourceOf(state, run.stackId, logicalId) ??
    newRecord(run, logicalId, instance.template.resources[logicalId]?.type ?? '');
  const fail = (reason: string, current = record().current): false => {
    failures.set(logicalId, kind);
    run.cancel.abort();
    const status = kind === 'update' ? 'UPDATE_FAILED' : 'CREATE_FAILED';
    recordResource(state, stackNow(run), record(), { status, reason, current });
    return false;
  };
  try {
    const desired = desiredResource(instance, logicalId, definition.tags);
    if (known && from && from.type === desired.type && sameJson(from.properties, desired.properties)) {
      adopt(run, stack, known, from, desired);
      return true;
    }
    const made =
      known && from
        ? await updateResource(run, stack, known, from, desired)
        : await createResource(run, stack, known, desired, logicalId);
    // Another resource has failed meanwhile.
    if (failures.size > 0) return fail(CANCELLED[kind], made);
    const status = kind === 'update' ? 'UPDATE_COMPLETE' : 'CREATE_COMPLETE';
    const change = { status, current: made, settledBy: operation?.id } as const;
    recordResource(state, stackNow(run), record(), change, desired.properties);
    return true;
  } catch (error) {
    if (!(error instanceof ResourceFailure) && !isAwsError(error)) throw error;
    return fail(error.cause instanceof Cancelled ? CANCELLED[kind] : error.message);
  }
}

/** Makes and changes what the stack's definition asks for, in the order of its dependencies. */
export async function applyResources(run: Run): Promise<void> {
  const stack = stackNow(run);
  const instance = instanceOf(run.state, stack, stack.definition);
  await walk(instance.dependencies, (logicalId) => apply(run, instance, logicalId));
}
