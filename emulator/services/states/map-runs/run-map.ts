import type { Json } from '../../../asl/index.ts';
import { StatesError } from '../../../asl/index.ts';
import type { MapRunRequest } from '../../../asl/interpreter/index.ts';
import { isAwsError } from '../../../core/aws-error.ts';
import type { Live, OpenMapRun } from '../engine/live.ts';
import type { Execution } from '../executions/execution.ts';
import { TaskError } from '../integrations/integration.ts';
import type { StatesState } from '../state.ts';
import { childInputs } from './child-inputs.ts';
import { type ChildInput, newChild } from './children.ts';
import { failuresIn } from './counts.ts';
import type { MapRun } from './map-run.ts';
import { collectResults } from './results.ts';

/** So many children run at once where MaxConcurrency sets no limit. AWS's own limit is 10,000; here one machine does it all. */
const MOST_AT_ONCE = 1000;

interface Running {
  readonly state: StatesState;
  readonly parent: Live;
  readonly open: OpenMapRun;
  readonly arn: string;
  /** Children that run now. */
  readonly children: Map<number, Execution>;
  begun: number;
  items: number;
  failed: number;
  /** Woken when a child has ended, or the limits have changed. */
  wake: () => void;
}

const isWanted = ({ parent, open }: Running): boolean => parent.mapRuns.get(open.request.mapRun) === open;

const recordOf = ({ state, arn }: Running): MapRun => {
  const mapRun = state.mapRuns.get(arn);
  if (!mapRun) throw new Error(`map run ${arn} is missing`);
  return mapRun;
};

const put = (running: Running, change: Partial<MapRun>): void =>
  running.state.mapRuns.put(running.arn, { ...recordOf(running), ...change });

/** Whether more children have failed than are borne. A share is known once all items have been read. */
function isTooMuch(running: Running): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage, total } = recordOf(running);
  const { failed } = running;
  if (failed === 0) return false;
  if (count === 0 && percentage === 0) return true;
  const overCount = count > 0 && failed > count;
  const overShare = percentage > 0 && total !== undefined && (failed * 100) / total.children > percentage;
  return overCount || overShare;
}

const sleepUntilWoken = (running: Running): Promise<void> =>
  new Promise((resolve) => {
    running.wake = resolve;
  });

const limitOf = (running: Running): number => {
  const { maxConcurrency } = recordOf(running);
  return maxConcurrency === 0 ? MOST_AT_ONCE : Math.min(maxConcurrency, MOST_AT_ONCE);
};

function ended(running: Running, child: Execution): void {
  running.children.delete(child.id);
  if (child.status !== 'SUCCEEDED') running.failed++;
  running.wake();
}

const watch = (running: Running, child: Execution): void => {
  running.children.set(child.id, child);
  running.state.engine.whenDone(child, (done) => ended(running, done));
};

function begin(running: Running, { input, items }: ChildInput): void {
  const { state, parent, open } = running;
  const { state: map } = open.request;
  const index = running.begun++;
  running.items += items;
  const type = map.processor.executionType ?? 'STANDARD';
  const child = newChild(state, parent, recordOf(running), { index, mapState: map.name, type, input, items });
  const live = state.engine.start(child, parent.revision, type === 'STANDARD' ? 'history' : 'nothing');
  if (live.execution.status === 'RUNNING') watch(running, child);
  else if (live.execution.status !== 'SUCCEEDED') running.failed++;
}

/** Takes up the children that were begun before a restart, or that a redrive tries again. */
function resume(running: Running): void {
  const { state, parent, arn, open } = running;
  const { children, items } = state.executions.countChildren(arn);
  const sum = (tally: object): number => Object.values(tally).reduce((all: number, n: number) => all + n, 0);
  running.begun = sum(children);
  running.items = sum(items);
  running.failed = open.redriven ? 0 : failuresIn(children);
  for (const child of [...state.executions.children(arn, 'RUNNING')]) {
    // An EXPRESS child's steps are not kept: it begins again.
    if (child.type === 'EXPRESS') state.engine.restart(child, parent.revision);
    watch(running, child);
  }
  if (!open.redriven) return;
  for (const status of ['FAILED', 'TIMED_OUT', 'ABORTED'] as const) {
    for (const child of [...state.executions.children(arn, status)]) {
      const live =
        child.type === 'EXPRESS' ? state.engine.restart(child, parent.revision) : state.engine.redrive(child);
      if (live?.execution.status === 'RUNNING') watch(running, child);
      else if (live?.execution.status !== 'SUCCEEDED') running.failed++;
    }
  }
}

/** Begins a child for every batch of items as fast as MaxConcurrency lets it. False: too many failed, or it was cancelled. */
async function beginAll(running: Running): Promise<boolean> {
  let skip = running.begun;
  let sinceYield = 0;
  for await (const batch of childInputs(running.state, running.parent, running.open.request)) {
    if (skip > 0) {
      skip--;
      continue;
    }
    while (isWanted(running) && !isTooMuch(running) && running.children.size >= limitOf(running))
      await sleepUntilWoken(running);
    if (!isWanted(running) || isTooMuch(running)) return false;
    begin(running, batch);
    // Others get their turn, and what has been written gets committed.
    if (++sinceYield % 50 === 0) await new Promise((done) => setImmediate(done));
  }
  put(running, { total: { children: running.begun, items: running.items } });
  return true;
}

function abortChildren({ state, children }: Running): void {
  for (const { id } of [...children.values()]) {
    const live = state.engine.live(id);
    if (live) state.engine.deliver(live, { kind: 'stop', failure: {} });
  }
}

/** @throws TaskError, StatesError, AwsError where the items cannot be read or the results not be kept */
async function goThrough(running: Running): Promise<Json> {
  resume(running);
  await beginAll(running);
  while (isWanted(running) && !isTooMuch(running) && running.children.size > 0) await sleepUntilWoken(running);
  if (isWanted(running) && isTooMuch(running)) {
    abortChildren(running);
    throw new TaskError(
      'States.ExceedToleratedFailureThreshold',
      'The specified tolerated failure threshold was exceeded',
    );
  }
  return isWanted(running)
    ? collectResults(running.state, running.parent, recordOf(running), running.open.request)
    : null;
}

function failureOf(error: unknown): { readonly Error: string; readonly Cause: string } | undefined {
  if (error instanceof TaskError) return { Error: error.error, Cause: error.message };
  if (error instanceof StatesError) return { Error: error.error, Cause: error.message };
  return isAwsError(error) ? { Error: 'States.ItemReaderFailed', Cause: error.message } : undefined;
}

function recordFor({ state, parent, arn, open }: Running): void {
  const { request, redriven } = open;
  const { clock } = state.deps;
  const known = state.mapRuns.get(arn);
  if (!known) {
    state.mapRuns.put(arn, {
      arn,
      execution: parent.execution.id,
      executionArn: parent.execution.arn,
      number: request.mapRun,
      machineArn: parent.execution.machineArn,
      status: 'RUNNING',
      started: clock.now(),
      maxConcurrency: request.maxConcurrency,
      toleratedFailureCount: request.toleratedFailureCount ?? 0,
      toleratedFailurePercentage: request.toleratedFailurePercentage ?? 0,
      redriveCount: 0,
      written: 0,
    });
  } else if (redriven && known.status !== 'RUNNING') {
    const { stopped: _stopped, ...before } = known;
    state.mapRuns.put(arn, {
      ...before,
      status: 'RUNNING',
      redriveCount: known.redriveCount + 1,
      redriven: clock.now(),
    });
  }
}

/** Goes through the items of a distributed Map; begun again after a restart, it goes on where it was. */
export function runMap(state: StatesState, parent: Live, open: OpenMapRun): void {
  const request: MapRunRequest = open.request;
  const running: Running = {
    state,
    parent,
    open,
    arn: request.mapRunArn,
    children: new Map(),
    begun: 0,
    items: 0,
    failed: 0,
    wake: () => {},
  };
  recordFor(running);
  state.mapRunsUpdated.set(running.arn, () => running.wake());
  open.cancelled = () => {
    abortChildren(running);
    put(running, { status: 'ABORTED', stopped: state.deps.clock.now() });
    state.mapRunsUpdated.delete(running.arn);
    running.wake();
  };
  const finish = (status: 'SUCCEEDED' | 'FAILED'): void => {
    put(running, { status, stopped: state.deps.clock.now() });
    state.mapRunsUpdated.delete(running.arn);
  };
  goThrough(running).then(
    (output) => {
      if (!isWanted(running)) return;
      finish('SUCCEEDED');
      state.engine.deliver(parent, {
        kind: 'mapRunSucceeded',
        mapRun: request.mapRun,
        output: JSON.stringify(output),
      });
    },
    (error: unknown) => {
      const failure = failureOf(error);
      if (!failure)
        state.deps.log.error('a map run failed', {
          error: error instanceof Error ? (error.stack ?? '') : String(error),
        });
      if (!isWanted(running)) return;
      abortChildren(running);
      finish('FAILED');
      state.engine.deliver(parent, {
        kind: 'mapRunFailed',
        mapRun: request.mapRun,
        failure: failure ?? { Error: 'States.Runtime', Cause: 'The map run failed because of an internal error.' },
      });
    },
  );
}
