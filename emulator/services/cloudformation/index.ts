import type { EventSink } from '../../core/aws-event.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { deleteChangeSet, describeChangeSet, listChangeSets } from './change-sets/change-sets.ts';
import { createChangeSet } from './change-sets/create-change-set.ts';
import { executeChangeSet } from './change-sets/execute-change-set.ts';
import { takeCallback } from './engine/callbacks.ts';
import { resumeOperations } from './engine/start-operation.ts';
import { createStack } from './operations/create-stack.ts';
import { deleteStack } from './operations/delete-stack.ts';
import { describeStackEvents } from './operations/describe-stack-events.ts';
import { describeStacks, listStacks } from './operations/describe-stacks.ts';
import { listExports, listImports } from './operations/exports.ts';
import { cancelUpdateStack, continueUpdateRollback, rollbackStack } from './operations/rollbacks.ts';
import { getStackPolicy, setStackPolicy } from './operations/stack-policy.ts';
import { describeStackResource, describeStackResources, listStackResources } from './operations/stack-resources.ts';
import { getTemplate, getTemplateSummary, validateTemplate } from './operations/templates.ts';
import { updateStack } from './operations/update-stack.ts';
import { updateTerminationProtection } from './operations/update-termination-protection.ts';
import { type CloudFormationState, createState, sweepTemplates } from './state.ts';

/** AWS CloudFormation: stacks and change sets, whose resources are made through the other services. */
export function createCloudFormation(deps: ServiceDeps<Store>, events: EventSink): Service<CloudFormationState> {
  const state = createState(deps, events);
  return {
    id: 'cloudformation',
    state,
    operations: {
      CancelUpdateStack: cancelUpdateStack,
      ContinueUpdateRollback: continueUpdateRollback,
      CreateChangeSet: createChangeSet,
      CreateStack: createStack,
      DeleteChangeSet: deleteChangeSet,
      DeleteStack: deleteStack,
      DescribeChangeSet: describeChangeSet,
      DescribeStackEvents: describeStackEvents,
      DescribeStackResource: describeStackResource,
      DescribeStackResources: describeStackResources,
      DescribeStacks: describeStacks,
      ExecuteChangeSet: executeChangeSet,
      GetStackPolicy: getStackPolicy,
      GetTemplate: getTemplate,
      GetTemplateSummary: getTemplateSummary,
      ListChangeSets: listChangeSets,
      ListExports: listExports,
      ListImports: listImports,
      ListStackResources: listStackResources,
      ListStacks: listStacks,
      RollbackStack: rollbackStack,
      SetStackPolicy: setStackPolicy,
      UpdateStack: updateStack,
      UpdateTerminationProtection: updateTerminationProtection,
      ValidateTemplate: validateTemplate,
    },
    edge: (request) => takeCallback(state, request),
    start() {
      sweepTemplates(state);
      resumeOperations(state);
    },
    stop() {
      state.stopped = true;
    },
  };
}
