import type { DescribeStackEventsCommandInput, DescribeStackEventsCommandOutput } from '@aws-sdk/client-cloudformation';
import { placeOf, tokenOf } from '../page.ts';
import { stackOf } from '../state.ts';
import { type CloudFormationOperation, onStack } from './operation.ts';

const PAGE = 100;

/** Newest first. */
export const describeStackEvents: CloudFormationOperation<
  DescribeStackEventsCommandInput,
  DescribeStackEventsCommandOutput
> = {
  resource: onStack,
  handle(state, { StackName: name = '', NextToken: token }, context) {
    const stack = stackOf(state, context, name);
    const page = state.log.page(stack.id, placeOf(token) ?? Number.MAX_SAFE_INTEGER, PAGE + 1);
    const events = page.slice(0, PAGE);
    const last = events.at(-1);
    return {
      StackEvents: events.map(({ event }) => ({
        StackId: stack.id,
        EventId: event.eventId,
        StackName: stack.name,
        LogicalResourceId: event.logicalId,
        PhysicalResourceId: event.physicalId,
        ResourceType: event.type,
        Timestamp: new Date(event.time),
        ResourceStatus: event.status,
        ...(event.reason === undefined ? {} : { ResourceStatusReason: event.reason }),
        ...(event.properties === undefined ? {} : { ResourceProperties: event.properties }),
        ...(event.token === undefined ? {} : { ClientRequestToken: event.token }),
      })),
      ...(page.length > PAGE && last ? { NextToken: tokenOf(last.seq) } : {}),
    };
  },
};
