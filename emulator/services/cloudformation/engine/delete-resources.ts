import { recordEvent, recordResource } from '../record.ts';
import type { Applied, StackResource } from '../stack.ts';
import { dropResource, putResource, resourceOf } from '../state.ts';
import { ResourceFailure, unmake } from './resource-work.ts';
import { type Run, stackNow } from './run.ts';
import { reversed, walk } from './walk.ts';

/** A physical resource that shall go. */
export interface Doomed {
  readonly logicalId: string;
  readonly what: Applied;
  /** Only off the record: it stays in the account. */
  readonly retain: boolean;
}

export interface DeleteOptions {
  /** What becomes of the records of what is gone: they tell of it, or they go too. */
  readonly forget: boolean;
}

type News = 'DELETE_IN_PROGRESS' | 'DELETE_COMPLETE' | 'DELETE_FAILED' | 'DELETE_SKIPPED';

/** Tells what happens to a doomed resource; its record only changes where it has no other. */
function tell(run: Run, record: StackResource, { what }: Doomed, status: News, reason?: string): void {
  const { state } = run;
  const stack = stackNow(run);
  const { logicalId } = record;
  if (record.current && record.current.physicalId !== what.physicalId) {
    recordEvent(state, stack, { logicalId, physicalId: what.physicalId, type: what.type, status, reason });
  } else {
    recordResource(state, stack, record, { status, reason });
  }
}

function gone(run: Run, { logicalId, what }: Doomed, forget: boolean): void {
  const record = resourceOf(run.state, run.stackId, logicalId);
  if (!record) return;
  if (record.before?.physicalId === what.physicalId && record.current?.physicalId !== what.physicalId) {
    putResource(run.state, { ...record, before: undefined });
  } else if (forget) dropResource(run.state, record);
  else putResource(run.state, { ...record, before: undefined, current: undefined });
}

async function remove(run: Run, doomed: Doomed, forget: boolean): Promise<boolean> {
  const { logicalId, what, retain } = doomed;
  const record = resourceOf(run.state, run.stackId, logicalId);
  if (!record) return true;
  if (!retain) {
    if (record.status !== 'DELETE_IN_PROGRESS') tell(run, record, doomed, 'DELETE_IN_PROGRESS');
    try {
      await unmake(run, record, what);
    } catch (error) {
      if (!(error instanceof ResourceFailure)) throw error;
      run.failures.set(logicalId, 'delete');
      tell(run, resourceOf(run.state, run.stackId, logicalId) ?? record, doomed, 'DELETE_FAILED', error.message);
      return false;
    }
  }
  run.state.deps.store.atomic(() => {
    const now = resourceOf(run.state, run.stackId, logicalId) ?? record;
    tell(run, now, doomed, retain ? 'DELETE_SKIPPED' : 'DELETE_COMPLETE');
    gone(run, doomed, forget);
  });
  return true;
}

/** Deletes resources, each before those it depends on. Failures are noted in the run. */
export async function deleteResources(run: Run, all: readonly Doomed[], { forget }: DeleteOptions): Promise<void> {
  const byId = new Map(all.map((each) => [each.logicalId, each]));
  const graph = new Map(
    all.map(({ logicalId, what }) => [logicalId, new Set(what.dependsOn.filter((id) => byId.has(id)))]),
  );
  await walk(
    reversed(graph),
    async (logicalId) => {
      const doomed = byId.get(logicalId);
      return doomed === undefined || remove(run, doomed, forget);
    },
    { keepGoing: true },
  );
}
