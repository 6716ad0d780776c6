import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { startRetention } from './executions/retention.ts';
import { createActivity, deleteActivity, describeActivity, listActivities } from './operations/activities.ts';
import * as aliases from './operations/aliases.ts';
import { createStateMachine } from './operations/create-state-machine.ts';
import { deleteStateMachine } from './operations/delete-state-machine.ts';
import { describeExecution } from './operations/describe-execution.ts';
import { describeStateMachine } from './operations/describe-state-machine.ts';
import { describeStateMachineForExecution } from './operations/describe-state-machine-for-execution.ts';
import { getActivityTask } from './operations/get-activity-task.ts';
import { getExecutionHistory } from './operations/get-execution-history.ts';
import { listExecutions } from './operations/list-executions.ts';
import { listStateMachines } from './operations/list-state-machines.ts';
import { describeMapRun, listMapRuns, updateMapRun } from './operations/map-runs.ts';
import { redriveExecution } from './operations/redrive-execution.ts';
import { startExecution } from './operations/start-execution.ts';
import { startSyncExecution } from './operations/start-sync-execution.ts';
import { stopExecution } from './operations/stop-execution.ts';
import { listTagsForResource, tagResource, untagResource } from './operations/tags.ts';
import { sendTaskFailure, sendTaskHeartbeat, sendTaskSuccess } from './operations/task-callbacks.ts';
import { testState } from './operations/test-state.ts';
import { updateStateMachine } from './operations/update-state-machine.ts';
import { validateStateMachineDefinition } from './operations/validate-state-machine-definition.ts';
import * as versions from './operations/versions.ts';
import type { StatesPorts } from './ports.ts';
import { createState, type StatesState } from './state.ts';

/** AWS Step Functions. */
export function createStates(deps: ServiceDeps<Store>, ports: StatesPorts): Service<StatesState> {
  const state = createState(deps, ports);
  let stopRetention = (): void => {};
  return {
    id: 'states',
    state,
    operations: {
      CreateActivity: createActivity,
      CreateStateMachine: createStateMachine,
      CreateStateMachineAlias: aliases.createStateMachineAlias,
      DeleteActivity: deleteActivity,
      DeleteStateMachine: deleteStateMachine,
      DeleteStateMachineAlias: aliases.deleteStateMachineAlias,
      DeleteStateMachineVersion: versions.deleteStateMachineVersion,
      DescribeActivity: describeActivity,
      DescribeExecution: describeExecution,
      DescribeMapRun: describeMapRun,
      DescribeStateMachine: describeStateMachine,
      DescribeStateMachineAlias: aliases.describeStateMachineAlias,
      DescribeStateMachineForExecution: describeStateMachineForExecution,
      GetActivityTask: getActivityTask,
      GetExecutionHistory: getExecutionHistory,
      ListActivities: listActivities,
      ListExecutions: listExecutions,
      ListMapRuns: listMapRuns,
      ListStateMachineAliases: aliases.listStateMachineAliases,
      ListStateMachineVersions: versions.listStateMachineVersions,
      ListStateMachines: listStateMachines,
      ListTagsForResource: listTagsForResource,
      PublishStateMachineVersion: versions.publishStateMachineVersion,
      RedriveExecution: redriveExecution,
      SendTaskFailure: sendTaskFailure,
      SendTaskHeartbeat: sendTaskHeartbeat,
      SendTaskSuccess: sendTaskSuccess,
      StartExecution: startExecution,
      StartSyncExecution: startSyncExecution,
      StopExecution: stopExecution,
      TagResource: tagResource,
      TestState: testState,
      UntagResource: untagResource,
      UpdateMapRun: updateMapRun,
      UpdateStateMachine: updateStateMachine,
      UpdateStateMachineAlias: aliases.updateStateMachineAlias,
      ValidateStateMachineDefinition: validateStateMachineDefinition,
    },
    start() {
      state.engine.takeUp();
      stopRetention = startRetention(state);
    },
    stop() {
      stopRetention();
      state.activityQueues.close();
      state.engine.close();
    },
  };
}
