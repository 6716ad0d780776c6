import type {
  DescribeStacksCommandInput,
  DescribeStacksCommandOutput,
  ListStacksCommandInput,
  ListStacksCommandOutput,
  Stack as SdkStack,
} from '@aws-sdk/client-cloudformation';
import { pageOf } from '../page.ts';
import type { Stack } from '../stack.ts';
import { findStack, stacksOf } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import { type CloudFormationOperation, onStack } from './operation.ts';

const given = <K extends string, V>(key: K, value: V | undefined): { [key in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [key in K]?: V };
const time = (instant: number | undefined): Date | undefined => (instant === undefined ? undefined : new Date(instant));

const common = (stack: Stack) => ({
  StackId: stack.id,
  StackName: stack.name,
  CreationTime: new Date(stack.created),
  ...given('LastUpdatedTime', time(stack.updated)),
  ...given('DeletionTime', time(stack.deleted)),
  StackStatus: stack.status,
  ...given('StackStatusReason', stack.reason),
  DriftInformation: { StackDriftStatus: 'NOT_CHECKED' as const },
});

const shown = (stack: Stack): SdkStack => ({
  ...common(stack),
  ...given('Description', stack.description),
  ...given('ChangeSetId', stack.changeSetId),
  Parameters: stack.definition.parameters.map(({ key, value, resolved, noEcho }) => ({
    ParameterKey: key,
    ParameterValue: noEcho ? '****' : value,
    ...given('ResolvedValue', resolved),
  })),
  RollbackConfiguration: {},
  DisableRollback: stack.disableRollback,
  NotificationARNs: [...stack.definition.notificationArns],
  ...given('TimeoutInMinutes', stack.timeoutMinutes),
  Capabilities: stack.definition.capabilities as SdkStack['Capabilities'],
  Outputs: stack.outputs.map(({ key, value, description, exportName }) => ({
    OutputKey: key,
    OutputValue: value,
    ...given('Description', description),
    ...given('ExportName', exportName),
  })),
  ...given('RoleARN', stack.definition.roleArn),
  Tags: Object.entries(stack.definition.tags).map(([Key, Value]) => ({ Key, Value })),
  EnableTerminationProtection: stack.terminationProtection,
});

export const describeStacks: CloudFormationOperation<DescribeStacksCommandInput, DescribeStacksCommandOutput> = {
  resource: onStack,
  handle(state, { StackName: name, NextToken: token }, context) {
    if (name !== undefined) {
      const stack = findStack(state, context, name);
      if (!stack) throw validationError(`Stack with id ${name} does not exist`);
      return { Stacks: [shown(stack)] };
    }
    const stacks = stacksOf(state, context)
      .filter(({ status }) => status !== 'DELETE_COMPLETE')
      .sort((a, b) => b.created - a.created);
    const { items, next } = pageOf(stacks, token);
    return { Stacks: items.map(shown), ...next };
  },
};

/** Deleted stacks are listed for 90 days. */
const REMEMBERED = 90 * 86_400_000;

export const listStacks: CloudFormationOperation<ListStacksCommandInput, ListStacksCommandOutput> = {
  handle(state, { StackStatusFilter: wanted = [], NextToken: token }, context) {
    const stacks = stacksOf(state, context)
      .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
      .filter(({ deleted }) => deleted === undefined || context.now - deleted < REMEMBERED)
      .sort((a, b) => b.created - a.created);
    const { items, next } = pageOf(stacks, token);
    return {
      StackSummaries: items.map((stack) => ({
        ...common(stack),
        ...given('TemplateDescription', stack.description),
      })),
      ...next,
    };
  },
};
