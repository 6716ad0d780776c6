import type { Operation } from '../../core/service.ts';
import { createApiDestination } from './api-destinations/create-api-destination.ts';
import { deleteApiDestination } from './api-destinations/delete-api-destination.ts';
import { describeApiDestination, listApiDestinations } from './api-destinations/describe-api-destination.ts';
import { invokeApiDestination } from './api-destinations/invoke-api-destination.ts';
import { updateApiDestination } from './api-destinations/update-api-destination.ts';
import { createArchive } from './archives/create-archive.ts';
import { deleteArchive } from './archives/delete-archive.ts';
import { describeArchive } from './archives/describe-archive.ts';
import { listArchives } from './archives/list-archives.ts';
import { updateArchive } from './archives/update-archive.ts';
import { createEventBus } from './buses/create-event-bus.ts';
import { deleteEventBus } from './buses/delete-event-bus.ts';
import { describeEventBus } from './buses/describe-event-bus.ts';
import { listEventBuses } from './buses/list-event-buses.ts';
import { putPermission, removePermission } from './buses/permissions.ts';
import { updateEventBus } from './buses/update-event-bus.ts';
import { createConnection } from './connections/create-connection.ts';
import { describeConnection } from './connections/describe-connection.ts';
import { deauthorizeConnection, deleteConnection } from './connections/end-connection.ts';
import { listConnections } from './connections/list-connections.ts';
import { retrieveConnectionCredentials } from './connections/retrieve-connection-credentials.ts';
import { updateConnection } from './connections/update-connection.ts';
import { createEndpoint } from './endpoints/create-endpoint.ts';
import { deleteEndpoint, describeEndpoint, listEndpoints } from './endpoints/describe-endpoint.ts';
import { updateEndpoint } from './endpoints/update-endpoint.ts';
import { activateEventSource, deactivateEventSource } from './partner/activate-event-source.ts';
import { describeEventSource, listEventSources } from './partner/event-sources.ts';
import { listPartnerEventSourceAccounts, listPartnerEventSources } from './partner/list-partner-sources.ts';
import { ofPartner } from './partner/of-partner.ts';
import * as partner from './partner/partner-sources.ts';
import { putPartnerEvents } from './partner/put-partner-events.ts';
import { forwardEvent } from './put-events/forward-event.ts';
import { putEvents } from './put-events/put-events.ts';
import { cancelReplay } from './replays/cancel-replay.ts';
import { describeReplay } from './replays/describe-replay.ts';
import { listReplays } from './replays/list-replays.ts';
import { startReplay } from './replays/start-replay.ts';
import { deleteRule } from './rules/delete-rule.ts';
import { describeRule } from './rules/describe-rule.ts';
import { disableRule, enableRule } from './rules/enable-rule.ts';
import { listRuleNamesByTarget } from './rules/list-rule-names-by-target.ts';
import { listRules } from './rules/list-rules.ts';
import { putRule } from './rules/put-rule.ts';
import { testEventPattern } from './rules/test-event-pattern.ts';
import type { EventsState } from './state.ts';
import { listTagsForResource, tagResource, untagResource } from './tags/tag-operations.ts';
import { listTargetsByRule } from './targets/list-targets-by-rule.ts';
import { putTargets } from './targets/put-targets.ts';
import { removeTargets } from './targets/remove-targets.ts';

/** Every operation of the Events API, and three that EventBridge has for itself: the model lists none of them. */
export const operations: Readonly<Record<string, Operation<EventsState>>> = {
  ActivateEventSource: activateEventSource,
  CancelReplay: cancelReplay,
  CreateApiDestination: createApiDestination,
  CreateArchive: createArchive,
  CreateConnection: createConnection,
  CreateEndpoint: createEndpoint,
  CreateEventBus: createEventBus,
  CreatePartnerEventSource: ofPartner(partner.createPartnerEventSource),
  DeactivateEventSource: deactivateEventSource,
  DeauthorizeConnection: deauthorizeConnection,
  DeleteApiDestination: deleteApiDestination,
  DeleteArchive: deleteArchive,
  DeleteConnection: deleteConnection,
  DeleteEndpoint: deleteEndpoint,
  DeleteEventBus: deleteEventBus,
  DeletePartnerEventSource: ofPartner(partner.deletePartnerEventSource),
  DeleteRule: deleteRule,
  DescribeApiDestination: describeApiDestination,
  DescribeArchive: describeArchive,
  DescribeConnection: describeConnection,
  DescribeEndpoint: describeEndpoint,
  DescribeEventBus: describeEventBus,
  DescribeEventSource: describeEventSource,
  DescribePartnerEventSource: ofPartner(partner.describePartnerEventSource),
  DescribeReplay: describeReplay,
  DescribeRule: describeRule,
  DisableRule: disableRule,
  EnableRule: enableRule,
  ForwardEvent: forwardEvent,
  InvokeApiDestination: invokeApiDestination,
  ListApiDestinations: listApiDestinations,
  ListArchives: listArchives,
  ListConnections: listConnections,
  ListEndpoints: listEndpoints,
  ListEventBuses: listEventBuses,
  ListEventSources: listEventSources,
  ListPartnerEventSourceAccounts: ofPartner(listPartnerEventSourceAccounts),
  ListPartnerEventSources: ofPartner(listPartnerEventSources),
  ListReplays: listReplays,
  ListRuleNamesByTarget: listRuleNamesByTarget,
  ListRules: listRules,
  ListTagsForResource: listTagsForResource,
  ListTargetsByRule: listTargetsByRule,
  PutEvents: putEvents,
  PutPartnerEvents: ofPartner(putPartnerEvents),
  PutPermission: putPermission,
  PutRule: putRule,
  PutTargets: putTargets,
  RemovePermission: removePermission,
  RemoveTargets: removeTargets,
  RetrieveConnectionCredentials: retrieveConnectionCredentials,
  StartReplay: startReplay,
  TagResource: tagResource,
  TestEventPattern: testEventPattern,
  UntagResource: untagResource,
  UpdateApiDestination: updateApiDestination,
  UpdateArchive: updateArchive,
  UpdateConnection: updateConnection,
  UpdateEndpoint: updateEndpoint,
  UpdateEventBus: updateEventBus,
};
