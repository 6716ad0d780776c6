import { recordResource } from '../record.ts';
import type { Applied, StackResource } from '../stack.ts';
import { putResource, resourceOf, resourcesOf } from '../state.ts';
import { sameJson } from '../template/json.ts';
import { change, ResourceFailure } from './resource-work.ts';
import { type Run, stackNow } from './run.ts';
import { walk } from './walk.ts';

/** What a rollback leaves for the cleaning: the other physical resource, in the place of `before`. */
const swapped = (record: StackResource, before: Applied): StackResource => ({
  ...record,
  current: before,
  before: record.current?.physicalId === before.physicalId ? undefined : record.current,
});

async function restore(run: Run, record: StackResource, before: Applied): Promise<boolean> {
  const { state } = run;
  const { operation } = stackNow(run);
  const { current, logicalId } = record;
  const untouched =
    record.status !== 'UPDATE_FAILED' &&
    record.status !== 'UPDATE_IN_PROGRESS' &&
    current?.physicalId === before.physicalId &&
    sameJson(current.properties, before.properties);
  if (operation?.skip.includes(logicalId) || untouched) {
    putResource(state, { ...record, current: before, before: undefined });
    return true;
  }
  const begun = recordResource(state, stackNow(run), record, { status: 'UPDATE_IN_PROGRESS' }, before.properties);
  try {
    const replaced = current !== undefined && current.physicalId !== before.physicalId;
    const back = replaced ? before : { ...before, ...(await change(run, begun, current ?? before, before)) };
    recordResource(state, stackNow(run), swapped(begun, back), { status: 'UPDATE_COMPLETE' }, before.properties);
    return true;
  } catch (error) {
    if (!(error instanceof ResourceFailure)) throw error;
    run.failures.set(logicalId, 'update');
    recordResource(state, stackNow(run), begun, { status: 'UPDATE_FAILED', reason: error.message });
    return false;
  }
}

/** Brings every resource that an update touched back to what it was; what the update made is left for the cleaning. */
export async function rollBackResources(run: Run): Promise<void> {
  const touched = resourcesOf(run.state, run.stackId).filter(({ before, added }) => before && !added);
  const graph = new Map(touched.map(({ logicalId, before }) => [logicalId, new Set(before?.dependsOn ?? [])]));
  await walk(graph, async (logicalId) => {
    const record = resourceOf(run.state, run.stackId, logicalId);
    return !record?.before || restore(run, record, record.before);
  });
}
