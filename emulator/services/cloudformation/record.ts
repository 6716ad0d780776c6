import type { ResourceStatus, StackStatus } from '@aws-sdk/client-cloudformation';
import type { AwsEvent } from '../../core/aws-event.ts';
import type { StackEvent } from './event-log.ts';
import { notify } from './notify.ts';
import type { Stack, StackResource } from './stack.ts';
import { type CloudFormationState, putResource } from './state.ts';
import type { JsonObject } from './template/json.ts';

const iso = (time: number): string => new Date(time).toISOString();

/** Event ids bear the time, and clients tell events apart by them: no two events of a stack have the same time. */
const eventTime = (state: CloudFormationState, stackId: string): number =>
  Math.max(state.deps.clock.now(), state.log.lastTime(stackId) + 1);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-types-examples.html */
function publish(state: CloudFormationState, stack: Stack, event: StackEvent, detailType: string, more: object): void {
  const { accountId, region, id } = stack;
  const published: AwsEvent = {
    accountId,
    region,
    source: 'aws.cloudformation',
    detailType,
    detail: {
      'stack-id': id,
      ...more,
      'status-details': { status: event.status, 'status-reason': event.reason ?? '' },
      ...(event.token === undefined ? {} : { 'client-request-token': event.token }),
    },
    resources: [id],
    time: event.time,
  };
  state.events.put(published);
}

export interface StackChange extends Partial<Omit<Stack, 'id' | 'status'>> {
  readonly status: StackStatus;
}

/** Changes a stack's status, with the event that tells of it. */
export function recordStack(state: CloudFormationState, before: Stack, change: StackChange): Stack {
  return state.deps.store.atomic(() => {
    const stack: Stack = { ...before, reason: undefined, ...change };
    const event: StackEvent = {
      eventId: state.deps.ids.uuid(),
      logicalId: stack.name,
      physicalId: stack.id,
      type: 'AWS::CloudFormation::Stack',
      time: eventTime(state, stack.id),
      status: stack.status as ResourceStatus,
      reason: stack.reason,
      token: (stack.operation ?? before.operation)?.token,
    };
    state.stacks.put(stack.id, stack);
    state.log.append(stack.id, event);
    publish(state, stack, event, 'CloudFormation Stack Status Change', {});
    notify(state, { ...stack, operation: stack.operation ?? before.operation }, event);
    return stack;
  });
}

/** What an event tells of a physical resource. */
export type ResourceNews = Pick<StackEvent, 'logicalId' | 'physicalId' | 'type' | 'status' | 'reason' | 'properties'>;

/** Tells of a resource without changing it, such as of an old one that gives way. */
export function recordEvent(state: CloudFormationState, stack: Stack, news: ResourceNews): number {
  return state.deps.store.atomic(() => {
    const time = eventTime(state, stack.id);
    const eventId = `${news.logicalId}-${news.status}-${iso(time)}`;
    const event: StackEvent = { ...news, eventId, time, token: stack.operation?.token };
    state.log.append(stack.id, event);
    publish(state, stack, event, 'CloudFormation Resource Status Change', {
      'logical-resource-id': event.logicalId,
      'physical-resource-id': event.physicalId,
      'resource-type': event.type,
      properties: event.properties ?? '',
    });
    notify(state, stack, event);
    return time;
  });
}

export interface ResourceChange extends Partial<Omit<StackResource, 'stackId' | 'logicalId' | 'updated'>> {
  readonly status: ResourceStatus;
}

/** Changes a resource's status, with the event that tells of it. */
export function recordResource(
  state: CloudFormationState,
  stack: Stack,
  before: StackResource,
  change: ResourceChange,
  properties?: JsonObject,
): StackResource {
  return state.deps.store.atomic(() => {
    const changed = { ...before, reason: undefined, ...change };
    const updated = recordEvent(state, stack, {
      logicalId: changed.logicalId,
      physicalId: changed.current?.physicalId ?? '',
      type: changed.type,
      status: changed.status,
      reason: changed.reason,
      properties: properties && JSON.stringify(properties),
    });
    const resource: StackResource = { ...changed, updated };
    putResource(state, resource);
    return resource;
  });
}
