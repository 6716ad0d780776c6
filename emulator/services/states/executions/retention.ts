import type { Cancel } from '../../../core/clock.ts';
import type { StatesState } from '../state.ts';

const DAY = 86_400_000;
/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const KEPT = 90 * DAY;
const AT_ONCE = 1000;

/** Forgets ended executions, their histories and their map runs when their time is over. */
function sweep(state: StatesState): void {
  const { executions, histories, mapRuns, redriveTokens, deps } = state;
  const before = deps.clock.now() - KEPT;
  for (let gone = AT_ONCE; gone === AT_ONCE; ) {
    const expired = executions.expire(before, AT_ONCE);
    gone = expired.length;
    for (const { id, arn } of expired) {
      histories.remove(id);
      redriveTokens.delete(arn);
    }
  }
  for (const [key, { stopped }] of mapRuns.entries())
    if (stopped !== undefined && stopped < before) mapRuns.delete(key);
}

/** Forgets what machines once were, where neither they nor a version nor an execution holds to it. */
function sweepRevisions({ revisions, machines, versions, executions }: StatesState): void {
  const held = executions.revisions();
  for (const { revision } of [...machines.values(), ...versions.values()]) held.add(revision);
  for (const { id } of revisions.values()) if (!held.has(id)) revisions.delete(id);
}

/** Sweeps once a day. */
export function startRetention(state: StatesState): Cancel {
  const { clock } = state.deps;
  let cancel: Cancel = () => {};
  const next = (): void => {
    cancel = clock.at(clock.now() + DAY, () => {
      sweep(state);
      sweepRevisions(state);
      next();
    });
  };
  next();
  return () => cancel();
}
