import type { Instant } from '../../core/clock.ts';
import type { ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { type Activity, activityKey } from './activities/activity.ts';
import { type ActivityQueues, createActivityQueues } from './activities/activity-queues.ts';
import { parseStatesArn } from './arns.ts';
import { createEngine, type Engine } from './engine/engine.ts';
import { runTask } from './engine/run-task.ts';
import { createExecutions, type Executions } from './executions/executions.ts';
import { createExpressStarts } from './executions/express-starts.ts';
import { createHistories, type Histories } from './executions/history.ts';
import { createExecutionLogs } from './logging/execution-logs.ts';
import { createDefinitions } from './machines/definitions.ts';
import { finishDeleting } from './machines/delete.ts';
import { revisionOf } from './machines/find.ts';
import { type Alias, type Machine, machineKey, type Revision, type Version } from './machines/machine.ts';
import type { MapRun } from './map-runs/map-run.ts';
import { runMap } from './map-runs/run-map.ts';
import type { Allows, ModelOf, StatesPorts } from './ports.ts';

export interface StatesState {
  readonly deps: ServiceDeps<Store>;
  readonly modelOf: ModelOf;
  readonly allows: Allows;
  readonly localDestinations: boolean;
  readonly machines: Collection<Machine>;
  readonly revisions: Collection<Revision>;
  readonly versions: Collection<Version>;
  readonly aliases: Collection<Alias>;
  readonly activities: Collection<Activity>;
  readonly mapRuns: Collection<MapRun>;
  /** Called when a running map run's limits have been changed. */
  readonly mapRunsUpdated: Map<string, () => void>;
  readonly redriveTokens: Collection<{ readonly clientToken: string; readonly at: Instant }>;
  readonly executions: Executions;
  readonly histories: Histories;
  readonly activityQueues: ActivityQueues;
  readonly engine: Engine;
}

export function createState(
  deps: ServiceDeps<Store>,
  { sink, modelOf, allows, localDestinations }: StatesPorts,
): StatesState {
  const { store, clock } = deps;
  const expressStarts = createExpressStarts(store);
  const executions = createExecutions(store, expressStarts.lastId());
  const histories = createHistories(store);
  const state: StatesState = {
    deps,
    modelOf,
    allows,
    localDestinations,
    machines: store.collection('states.machines'),
    revisions: store.collection('states.revisions'),
    versions: store.collection('states.versions'),
    aliases: store.collection('states.aliases'),
    activities: store.collection('states.activities'),
    mapRuns: store.collection('states.mapRuns'),
    mapRunsUpdated: new Map(),
    redriveTokens: store.collection('states.redriveTokens'),
    executions,
    histories,
    activityQueues: createActivityQueues(clock, (arn) => {
      const { place, name } = parseStatesArn(arn);
      return state.activities.has(activityKey(place, name));
    }),
    engine: createEngine({
      deps,
      sink,
      expressStarts,
      logs: createExecutionLogs(deps),
      executions,
      histories,
      definitionOf: createDefinitions(),
      revisionOf: (id) => revisionOf(state, id),
      isDeleting: (execution) => state.machines.get(machineKey(execution, execution.machineName))?.deleting === true,
      ended: ({ accountId, region, machineName }) => finishDeleting(state, accountId, region, machineName),
      runTask: (live, task) => runTask(state, live, task),
      runMap: (live, mapRun) => runMap(state, live, mapRun),
    }),
  };
  return state;
}
