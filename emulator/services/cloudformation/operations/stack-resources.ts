import type {
  DescribeStackResourceCommandInput,
  DescribeStackResourceCommandOutput,
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput,
  ListStackResourcesCommandInput,
  ListStackResourcesCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { pageOf } from '../page.ts';
import type { Stack, StackResource } from '../stack.ts';
import { findStack, resourceOf, resourcesOf, stackOf } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import { type CloudFormationOperation, onStack } from './operation.ts';

const common = ({ logicalId, current, type, status, reason }: StackResource) => ({
  LogicalResourceId: logicalId,
  ...(current ? { PhysicalResourceId: current.physicalId } : {}),
  ResourceType: type,
  ResourceStatus: status,
  ...(reason === undefined ? {} : { ResourceStatusReason: reason }),
  DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' as const },
});

const inStack = ({ id, name }: Stack) => ({ StackName: name, StackId: id });

export const describeStackResource: CloudFormationOperation<
  DescribeStackResourceCommandInput,
  DescribeStackResourceCommandOutput
> = {
  resource: onStack,
  handle(state, { StackName: name = '', LogicalResourceId: logicalId = '' }, context) {
    const stack = findStack(state, context, name);
    if (!stack) throw validationError(`Stack '${name}' does not exist`);
    const resource = resourceOf(state, stack.id, logicalId);
    if (!resource) throw validationError(`Resource ${logicalId} does not exist for stack ${stack.name}`);
    return {
      StackResourceDetail: {
        ...inStack(stack),
        ...common(resource),
        LastUpdatedTimestamp: new Date(resource.updated),
        ...(resource.current?.metadata ? { Metadata: JSON.stringify(resource.current.metadata) } : {}),
      },
    };
  },
};

const MOST = 100;

export const describeStackResources: CloudFormationOperation<
  DescribeStackResourcesCommandInput,
  DescribeStackResourcesCommandOutput
> = {
  resource: onStack,
  handle(state, { StackName: name, LogicalResourceId: logicalId, PhysicalResourceId: physicalId }, context) {
    if (name !== undefined && physicalId !== undefined)
      throw validationError('StackName and PhysicalResourceId cannot both be specified.');
    if (name === undefined && physicalId === undefined)
      throw validationError('Either StackName or PhysicalResourceId must be specified.');
    const stack =
      name === undefined
        ? state.resources
            .values()
            .find(
              ({ current, stackId }) =>
                current?.physicalId === physicalId && state.stacks.get(stackId)?.accountId === context.accountId,
            )?.stackId
        : stackOf(state, context, name).id;
    if (stack === undefined) throw validationError(`Stack for ${physicalId} does not exist`);
    const owner = stackOf(state, context, stack);
    const resources = resourcesOf(state, stack).filter(
      (each) => logicalId === undefined || each.logicalId === logicalId,
    );
    return {
      StackResources: resources.slice(0, MOST).map((resource) => ({
        ...inStack(owner),
        ...common(resource),
        Timestamp: new Date(resource.updated),
      })),
    };
  },
};

export const listStackResources: CloudFormationOperation<
  ListStackResourcesCommandInput,
  ListStackResourcesCommandOutput
> = {
  resource: onStack,
  handle(state, { StackName: name = '', NextToken: token }, context) {
    const stack = findStack(state, context, name);
    if (!stack) throw validationError(`Stack with id ${name} does not exist`);
    const { items, next } = pageOf(resourcesOf(state, stack.id), token);
    return {
      StackResourceSummaries: items.map((resource) => ({
        ...common(resource),
        LastUpdatedTimestamp: new Date(resource.updated),
      })),
      ...next,
    };
  },
};
