import { isAwsError } from '../../../core/aws-error.ts';
import { recordStack, type StackChange } from '../record.ts';
import type { Phase, Stack, StackResource } from '../stack.ts';
import { dropResource, putResource, resourcesOf } from '../state.ts';
import { applyResources } from './apply-resources.ts';
import { type Doomed, deleteResources } from './delete-resources.ts';
import { checkExports, checkImports, importsOf, outputsOf } from './exports.ts';
import { instanceOf } from './instance.ts';
import { rollBackResources } from './roll-back-resources.ts';
import { type Run, stackNow } from './run.ts';

/** Ends the operation, or goes on to its next phase. */
function turn(run: Run, phase: Phase | undefined, change: StackChange): void {
  const { state } = run;
  const stack = stackNow(run);
  run.failures.clear();
  run.cancel = new AbortController();
  if (phase) {
    recordStack(state, stack, { ...change, operation: stack.operation && { ...stack.operation, phase } });
    return;
  }
  state.deps.store.atomic(() => {
    // After a failure the records stay as they are, for a rollback that may be asked for.
    const ended = !change.status.endsWith('_FAILED');
    if (ended) for (const record of resourcesOf(state, run.stackId)) settle(run, record);
    const told = recordStack(state, stack, change);
    state.stacks.put(told.id, { ...told, operation: undefined, rollbackTo: ended ? undefined : told.rollbackTo });
  });
}

const settle = ({ state }: Run, record: StackResource): void =>
  putResource(state, { ...record, before: undefined, added: false, settledBy: undefined });

const listed = (run: Run, kind: 'create' | 'update' | 'delete'): string => {
  const names = [...run.failures].filter(([, each]) => each === kind).map(([name]) => name);
  return names.length === 0 ? '' : `The following resource(s) failed to ${kind}: [${names.join(', ')}]. `;
};

function failed(run: Run, reason: string): void {
  const stack = stackNow(run);
  const { operation, disableRollback, rollbackTo } = stack;
  if (operation?.kind === 'update') {
    if (disableRollback) turn(run, undefined, { status: 'UPDATE_FAILED', reason });
    else {
      const definition = rollbackTo ?? stack.definition;
      turn(run, 'roll-back-update', { status: 'UPDATE_ROLLBACK_IN_PROGRESS', reason, definition });
    }
  } else if (operation?.onFailure === 'DO_NOTHING') {
    turn(run, undefined, { status: 'CREATE_FAILED', reason });
  } else if (operation?.onFailure === 'DELETE') {
    turn(run, 'delete', { status: 'DELETE_IN_PROGRESS', reason: `${reason}Delete requested by user.` });
  } else {
    turn(run, 'roll-back-create', { status: 'ROLLBACK_IN_PROGRESS', reason: `${reason}Rollback requested by user.` });
  }
}

/** Why an apply stopped although no resource failed. */
function halted({ operation }: Stack, now: number): string | undefined {
  if (operation?.cancelled) return operation.kind === 'update' ? 'User Initiated' : 'Resource creation cancelled. ';
  if ((operation?.deadline ?? Number.POSITIVE_INFINITY) <= now)
    return 'Stack creation time exceeded the specified timeout. ';
  return undefined;
}

/** What a stack tells of itself once its resources are there. @throws AwsError `ValidationError` */
function finished(run: Run): Pick<Stack, 'outputs' | 'imports'> {
  const stack = stackNow(run);
  const instance = instanceOf(run.state, stack, stack.definition);
  const outputs = outputsOf(instance);
  checkExports(run.state, stack, outputs);
  return { outputs, imports: importsOf(instance) };
}

async function apply(run: Run): Promise<void> {
  const { state } = run;
  const sentence = (text: string): string => `${text}${text.endsWith('.') ? '' : '.'} `;
  try {
    const stack = stackNow(run);
    checkImports(instanceOf(state, stack, stack.definition));
    await applyResources(run);
    const why = halted(stackNow(run), state.deps.clock.now());
    const reason = why ?? (listed(run, 'create') + listed(run, 'update') || undefined);
    if (reason !== undefined) failed(run, reason);
    else if (stack.operation?.kind === 'create') turn(run, undefined, { status: 'CREATE_COMPLETE', ...finished(run) });
    else turn(run, 'clean', { status: 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', ...finished(run) });
  } catch (error) {
    if (!isAwsError(error)) throw error;
    failed(run, sentence(error.message));
  }
}

/** What the stack holds beside what it shall be: old physical resources, and resources no longer wanted. */
function leftovers(run: Run, wanted: (record: StackResource) => boolean): Doomed[] {
  return resourcesOf(run.state, run.stackId).flatMap((record) => {
    const { logicalId, current, before } = record;
    const old = before && before.physicalId !== current?.physicalId ? before : undefined;
    const found: Doomed[] = [];
    if (old) found.push({ logicalId, what: old, retain: current?.updateReplacePolicy === 'Retain' });
    if (current && !wanted(record))
      found.push({ logicalId, what: current, retain: current.deletionPolicy.startsWith('Retain') });
    return found;
  });
}

async function clean(run: Run): Promise<void> {
  const stack = stackNow(run);
  const { dependencies } = instanceOf(run.state, stack, stack.definition);
  await deleteResources(
    run,
    leftovers(run, ({ logicalId }) => dependencies.has(logicalId)),
    { forget: true },
  );
  // What cannot be deleted here is left in the account: the update has succeeded all the same.
  for (const record of resourcesOf(run.state, run.stackId))
    if (!dependencies.has(record.logicalId)) dropResource(run.state, record);
  turn(run, undefined, { status: 'UPDATE_COMPLETE' });
}

/** A rollback keeps what `Retain` keeps, and deletes what only deletions after a success would keep. */
const retained = (run: Run, { deletionPolicy }: { readonly deletionPolicy: string }): boolean =>
  deletionPolicy === 'Retain' && !stackNow(run).operation?.retainExceptOnCreate;

async function rollBackCreate(run: Run): Promise<void> {
  const doomed = leftovers(run, () => false).map((each) => ({ ...each, retain: retained(run, each.what) }));
  await deleteResources(run, doomed, { forget: false });
  const reason = listed(run, 'delete');
  if (reason !== '') turn(run, undefined, { status: 'ROLLBACK_FAILED', reason, outputs: [] });
  else turn(run, undefined, { status: 'ROLLBACK_COMPLETE', outputs: [], imports: [] });
}

async function rollBackUpdate(run: Run): Promise<void> {
  await rollBackResources(run);
  const reason = listed(run, 'update');
  if (reason !== '') turn(run, undefined, { status: 'UPDATE_ROLLBACK_FAILED', reason });
  else turn(run, 'clean-after-rollback', { status: 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS' });
}

async function cleanAfterRollback(run: Run): Promise<void> {
  const doomed = leftovers(run, ({ added }) => !added).map((each) => ({ ...each, retain: retained(run, each.what) }));
  await deleteResources(run, doomed, { forget: true });
  // What failed before it existed leaves nothing but its record.
  for (const record of resourcesOf(run.state, run.stackId))
    if (record.added && !record.current) dropResource(run.state, record);
  turn(run, undefined, { status: 'UPDATE_ROLLBACK_COMPLETE' });
}

async function remove(run: Run): Promise<void> {
  const stack = stackNow(run);
  const skipped = (logicalId: string): boolean => stack.operation?.skip.includes(logicalId) ?? false;
  const doomed = leftovers(run, () => false).map((each) => ({
    ...each,
    retain: each.retain || skipped(each.logicalId),
  }));
  try {
    checkExports(run.state, stack, []);
  } catch (error) {
    if (!isAwsError(error)) throw error;
    turn(run, undefined, { status: 'DELETE_FAILED', reason: error.message });
    return;
  }
  await deleteResources(run, doomed, { forget: false });
  const reason = stack.operation?.force ? '' : listed(run, 'delete');
  const deleted = run.state.deps.clock.now();
  if (reason !== '') turn(run, undefined, { status: 'DELETE_FAILED', reason });
  else turn(run, undefined, { status: 'DELETE_COMPLETE', deleted, outputs: [], imports: [] });
}

export const phases: Readonly<Record<Phase, (run: Run) => Promise<void>>> = {
  apply,
  clean,
  'roll-back-create': rollBackCreate,
  'roll-back-update': rollBackUpdate,
  'clean-after-rollback': cleanAfterRollback,
  delete: remove,
};
