import type {
  ChangeSetSummary,
  DeleteChangeSetCommandInput,
  DescribeChangeSetCommandInput,
  DescribeChangeSetCommandOutput,
  ListChangeSetsCommandInput,
  ListChangeSetsCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { type CloudFormationOperation, onStack } from '../operations/operation.ts';
import { pageOf } from '../page.ts';
import { type CloudFormationState, stackOf } from '../state.ts';
import type { ChangeSet } from './change-set.ts';
import { changeSetOf, findChangeSet } from './find-change-set.ts';

const summary = (state: CloudFormationState, changeSet: ChangeSet): ChangeSetSummary => ({
  ChangeSetId: changeSet.id,
  ChangeSetName: changeSet.name,
  StackId: changeSet.stackId,
  StackName: state.stacks.get(changeSet.stackId)?.name ?? '',
  CreationTime: new Date(changeSet.created),
  Status: changeSet.status,
  ExecutionStatus: changeSet.execution,
  ...(changeSet.reason === undefined ? {} : { StatusReason: changeSet.reason }),
  ...(changeSet.description === undefined ? {} : { Description: changeSet.description }),
  IncludeNestedStacks: false,
});

export const describeChangeSet: CloudFormationOperation<DescribeChangeSetCommandInput, DescribeChangeSetCommandOutput> =
  {
    resource: onStack,
    handle(state, { ChangeSetName: name = '', StackName: stackName, NextToken: token }, context) {
      const changeSet = changeSetOf(state, context, name, stackName);
      const { items, next } = pageOf(changeSet.changes, token);
      const { parameters, tags, capabilities, notificationArns } = changeSet.definition;
      return {
        ...summary(state, changeSet),
        Parameters: parameters.map(({ key, value, noEcho, resolved }) => ({
          ParameterKey: key,
          ParameterValue: noEcho ? '****' : value,
          ...(resolved === undefined ? {} : { ResolvedValue: resolved }),
        })),
        NotificationARNs: [...notificationArns],
        RollbackConfiguration: {},
        Capabilities: capabilities as DescribeChangeSetCommandOutput['Capabilities'],
        Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
        Changes: items.map((ResourceChange) => ({ Type: 'Resource' as const, ResourceChange })),
        ...(changeSet.onFailure === undefined ? {} : { OnStackFailure: changeSet.onFailure }),
        ...next,
      };
    },
  };

export const listChangeSets: CloudFormationOperation<ListChangeSetsCommandInput, ListChangeSetsCommandOutput> = {
  resource: onStack,
  handle(state, { StackName: name = '', NextToken: token }, context) {
    const stack = stackOf(state, context, name);
    const all = state.changeSets.values().filter(({ stackId }) => stackId === stack.id);
    const { items, next } = pageOf(all, token);
    return { Summaries: items.map((each) => summary(state, each)), ...next };
  },
};

/** A change set that is not there is as deleted as can be. */
export const deleteChangeSet: CloudFormationOperation<DeleteChangeSetCommandInput> = {
  resource: onStack,
  handle(state, { ChangeSetName: name = '', StackName: stackName }, context) {
    const changeSet = findChangeSet(state, context, name, stackName);
    if (changeSet) state.changeSets.delete(changeSet.id);
    return {};
  },
};
