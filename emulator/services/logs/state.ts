import { formatArn, type Place, placeKey } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { createLogEvents, type LogEvents } from './log-events.ts';

export interface LogGroup extends Place {
  readonly name: string;
  readonly created: Instant;
  readonly retentionDays: number | undefined;
  readonly kmsKeyId: string | undefined;
  readonly logClass: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface ResourcePolicy {
  readonly name: string;
  readonly document: string;
  readonly updated: Instant;
}

export interface SubscriptionFilter {
  readonly name: string;
  readonly pattern: string;
  readonly destinationArn: string;
  readonly roleArn: string | undefined;
  readonly created: Instant;
}

/** A resource whose logs of one kind a service gives to CloudWatch Logs. */
export interface DeliverySource extends Place {
  readonly name: string;
  readonly resourceArn: string;
  readonly logType: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Where given logs may go: a log group. */
export interface DeliveryDestination extends Place {
  readonly name: string;
  readonly outputFormat: string;
  /** Of the log group. */
  readonly resourceArn: string;
  readonly policy: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

/** One source joined to one destination. */
export interface Delivery extends Place {
  readonly id: string;
  readonly source: string;
  readonly destinationArn: string;
  readonly recordFields: readonly string[] | undefined;
  readonly fieldDelimiter: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export interface LogsState {
  readonly deps: ServiceDeps<Store>;
  readonly sources: Collection<DeliverySource>;
  readonly destinations: Collection<DeliveryDestination>;
  readonly deliveries: Collection<Delivery>;
  readonly groups: Collection<LogGroup>;
  readonly policies: Collection<ResourcePolicy>;
  readonly events: LogEvents;
}

export const createState = (deps: ServiceDeps<Store>): LogsState => ({
  deps,
  sources: deps.store.collection('logs.delivery-sources'),
  destinations: deps.store.collection('logs.delivery-destinations'),
  deliveries: deps.store.collection('logs.deliveries'),
  groups: deps.store.collection('logs.groups'),
  policies: deps.store.collection('logs.policies'),
  events: createLogEvents(deps.store),
});

export const groupArn = (group: Place & { readonly name: string }): string =>
  formatArn('logs', group, `log-group:${group.name}`);
export const groupKey = (place: Place, name: string): string => placeKey(place, name);
export const keyOf = (group: LogGroup): string => groupKey(group, group.name);

const noGroup = (): AwsError => new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');

/** The name in a group's identifier, which may be its ARN. */
export const nameOf = (identifier: string): string =>
  /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(identifier)?.[1] ?? identifier;

/** @throws AwsError `ResourceNotFoundException` */
export function groupOf({ groups }: LogsState, identifier: string | undefined, place: Place): LogGroup {
  const group = groups.get(groupKey(place, nameOf(identifier ?? '')));
  if (!group) throw noGroup();
  return group;
}

type Named = { readonly logGroupName?: string | undefined; readonly logGroupIdentifier?: string | undefined };
export const forGroup = ({ logGroupName, logGroupIdentifier }: Named, context: RequestContext): string =>
  `${groupArn({ ...context, name: nameOf(logGroupIdentifier ?? logGroupName ?? '*') })}:*`;

export const forStream = (
  input: Named & { readonly logStreamName?: string | undefined },
  context: RequestContext,
): string =>
  `${groupArn({ ...context, name: nameOf(input.logGroupIdentifier ?? input.logGroupName ?? '') })}:log-stream:${input.logStreamName ?? ''}`;
