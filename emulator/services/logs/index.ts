import { placeKey } from '../../core/arn.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { deliverVendedLogs } from './operations/deliver-vended-logs.ts';
import * as deliveries from './operations/deliveries.ts';
import * as destinations from './operations/delivery-destinations.ts';
import * as sources from './operations/delivery-sources.ts';
import * as groups from './operations/log-groups.ts';
import * as streams from './operations/log-streams.ts';
import * as tags from './operations/log-tags.ts';
import { putLogEvents } from './operations/put-log-events.ts';
import { filterLogEvents, getLogEvents } from './operations/read-log-events.ts';
import * as policies from './operations/resource-policies.ts';
import { createState, type LogsState } from './state.ts';

/** All policies of a region as one: CloudWatch Logs applies each of them to every group. */
function mergedPolicy(
  { policies: stored }: LogsState,
  place: { accountId: string; region: string },
): string | undefined {
  const documents = stored
    .values(placeKey(place, ''))
    .map(({ document }) => JSON.parse(document) as { Statement: unknown });
  if (documents.length === 0) return undefined;
  // Statement ids may repeat from policy to policy, and say nothing to the evaluation.
  const statements = documents
    .flatMap(({ Statement }) => Statement as object[])
    .map(({ Sid: _sid, ...rest }: { Sid?: string }) => rest);
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Amazon CloudWatch Logs. */
export function createLogs(deps: ServiceDeps<Store>): Service<LogsState> {
  const state = createState(deps);
  return {
    id: 'logs',
    state,
    operations: {
      CreateDelivery: deliveries.createDelivery,
      CreateLogGroup: groups.createLogGroup,
      CreateLogStream: streams.createLogStream,
      DeleteDelivery: deliveries.deleteDelivery,
      DeleteDeliveryDestination: destinations.deleteDeliveryDestination,
      DeleteDeliveryDestinationPolicy: destinations.deleteDeliveryDestinationPolicy,
      DeleteDeliverySource: sources.deleteDeliverySource,
      DeleteLogGroup: groups.deleteLogGroup,
      DeleteLogStream: streams.deleteLogStream,
      DeleteResourcePolicy: policies.deleteResourcePolicy,
      DeleteRetentionPolicy: groups.deleteRetentionPolicy,
      DeliverVendedLogs: deliverVendedLogs,
      DescribeDeliveries: deliveries.describeDeliveries,
      DescribeDeliveryDestinations: destinations.describeDeliveryDestinations,
      DescribeDeliverySources: sources.describeDeliverySources,
      DescribeLogGroups: groups.describeLogGroups,
      DescribeLogStreams: streams.describeLogStreams,
      DescribeResourcePolicies: policies.describeResourcePolicies,
      FilterLogEvents: filterLogEvents,
      GetDelivery: deliveries.getDelivery,
      GetDeliveryDestination: destinations.getDeliveryDestination,
      GetDeliveryDestinationPolicy: destinations.getDeliveryDestinationPolicy,
      GetDeliverySource: sources.getDeliverySource,
      GetLogEvents: getLogEvents,
      ListTagsForResource: tags.listTagsForResource,
      PutDeliveryDestination: destinations.putDeliveryDestination,
      PutDeliveryDestinationPolicy: destinations.putDeliveryDestinationPolicy,
      PutDeliverySource: sources.putDeliverySource,
      PutLogEvents: putLogEvents,
      PutResourcePolicy: policies.putResourcePolicy,
      PutRetentionPolicy: groups.putRetentionPolicy,
      TagResource: tags.tagResource,
      UntagResource: tags.untagResource,
      UpdateDeliveryConfiguration: deliveries.updateDeliveryConfiguration,
    },
    resourcePolicy: (_arn, context) => mergedPolicy(state, context),
  };
}
