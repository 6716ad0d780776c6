/** One route of the API: what `openapi.ts` makes the document of. The routes in `infrastructure/functions` are the same; a test holds them together. */
export interface ApiOperation {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly tag: 'Events in' | 'Catalogue' | 'Subscriptions' | 'Deliveries' | 'Replays' | 'About';
  /** How the caller proves who it is. */
  readonly security: 'apiKey' | 'sigv4' | 'signature' | 'none';
  /** Name of a schema in `lib/requests/schemas/`. */
  readonly body?: string;
  readonly query?: readonly ('limit' | 'cursor' | 'event')[];
  /** Statuses besides 401, 404 where the path has a parameter, 500 and 503. */
  readonly answers: Readonly<Record<number, string>>;
}

const PAGE = ['limit', 'cursor'] as const;
const NO_BODY = { 400: 'The body is not JSON', 413: 'The body is too large', 422: 'The body breaks its schema' };

export const OPERATIONS: readonly ApiOperation[] = [
  {
    method: 'post',
    path: '/v1/events',
    id: 'publishEvents',
    summary: 'Publish one CloudEvent, or a list of them',
    tag: 'Events in',
    security: 'sigv4',
    body: 'cloud-event',
    answers: {
      ...NO_BODY,
      202: 'Accepted, each event',
      207: 'Some events of the list were accepted',
      409: 'The id was used for another event, or the event is being published',
    },
  },
  {
    method: 'post',
    path: '/v1/webhooks/{partner}',
    id: 'receiveWebhook',
    summary: "Take a partner's signed webhook",
    tag: 'Events in',
    security: 'signature',
    answers: { ...NO_BODY, 202: 'Accepted', 409: 'The delivery id was used for another delivery' },
  },
  {
    method: 'get',
    path: '/v1/event-types',
    id: 'listEventTypes',
    summary: 'List the event types',
    tag: 'Catalogue',
    security: 'apiKey',
    answers: { 200: 'The event types' },
  },
  {
    method: 'get',
    path: '/v1/event-types/{type}',
    id: 'getEventType',
    summary: 'Read the contract of an event type',
    tag: 'Catalogue',
    security: 'apiKey',
    answers: { 200: 'Schema, description, owner and examples' },
  },
  {
    method: 'post',
    path: '/v1/subscriptions',
    id: 'createSubscription',
    summary: 'Say which of your events go where',
    tag: 'Subscriptions',
    security: 'apiKey',
    body: 'new-subscription',
    answers: {
      ...NO_BODY,
      201: 'Made; a webhook’s signing secret is told this once',
      429: 'You have as many as there may be',
    },
  },
  {
    method: 'get',
    path: '/v1/subscriptions',
    id: 'listSubscriptions',
    summary: 'List your subscriptions',
    tag: 'Subscriptions',
    security: 'apiKey',
    query: PAGE,
    answers: { 200: 'A page of them', 422: 'A limit or cursor that is none' },
  },
  {
    method: 'get',
    path: '/v1/subscriptions/{id}',
    id: 'getSubscription',
    summary: 'Read a subscription',
    tag: 'Subscriptions',
    security: 'apiKey',
    answers: { 200: 'The subscription' },
  },
  {
    method: 'patch',
    path: '/v1/subscriptions/{id}',
    id: 'updateSubscription',
    summary: 'Change name or pattern',
    tag: 'Subscriptions',
    security: 'apiKey',
    body: 'subscription-change',
    answers: {
      ...NO_BODY,
      200: 'The subscription',
      409: 'It was changed in the meantime, or its state does not allow it',
    },
  },
  {
    method: 'delete',
    path: '/v1/subscriptions/{id}',
    id: 'deleteSubscription',
    summary: 'End a subscription',
    tag: 'Subscriptions',
    security: 'apiKey',
    answers: { 204: 'Ended', 409: 'It was changed in the meantime' },
  },
  {
    method: 'post',
    path: '/v1/subscriptions/{id}/pause',
    id: 'pauseSubscription',
    summary: 'Stop deliveries; nothing is lost',
    tag: 'Subscriptions',
    security: 'apiKey',
    answers: { 200: 'The subscription', 409: 'Its state does not allow it' },
  },
  {
    method: 'post',
    path: '/v1/subscriptions/{id}/resume',
    id: 'resumeSubscription',
    summary: 'Start deliveries, with what came meanwhile',
    tag: 'Subscriptions',
    security: 'apiKey',
    answers: { 200: 'The subscription', 409: 'Its state does not allow it' },
  },
  {
    method: 'post',
    path: '/v1/subscriptions/{id}/test',
    id: 'testSubscription',
    summary: 'Send a test event the way every event goes',
    tag: 'Subscriptions',
    security: 'apiKey',
    answers: { 202: 'The event that was sent', 409: 'Its state does not allow it' },
  },
  {
    method: 'post',
    path: '/v1/subscriptions/{id}/rotate-secret',
    id: 'rotateSecret',
    summary: 'Change a webhook’s signing secret; both sign for a day',
    tag: 'Subscriptions',
    security: 'apiKey',
    answers: { 200: 'The subscription, with its new secret', 409: 'It is no webhook' },
  },
  {
    method: 'get',
    path: '/v1/subscriptions/{id}/deliveries',
    id: 'listDeliveries',
    summary: 'List the deliveries of the last day, of every event or of one',
    tag: 'Deliveries',
    security: 'apiKey',
    query: [...PAGE, 'event'],
    answers: { 200: 'A page of them', 422: 'A limit or cursor that is none' },
  },
  {
    method: 'get',
    path: '/v1/subscriptions/{id}/why/{eventId}',
    id: 'explainEvent',
    summary: 'Ask why an event did or did not arrive',
    tag: 'Deliveries',
    security: 'apiKey',
    answers: { 200: 'One sentence' },
  },
  {
    method: 'post',
    path: '/v1/subscriptions/{id}/replay-plans',
    id: 'planReplay',
    summary: 'Ask what a replay of a window, or of one event, would bring; nothing moves',
    tag: 'Replays',
    security: 'apiKey',
    body: 'replay-wish',
    answers: {
      ...NO_BODY,
      201: 'The plan; it may be started for an hour',
      409: 'The subscription is not active',
    },
  },
  {
    method: 'post',
    path: '/v1/subscriptions/{id}/replays',
    id: 'startReplay',
    summary: 'Start a replay that was planned',
    tag: 'Replays',
    security: 'apiKey',
    body: 'replay-start',
    answers: {
      ...NO_BODY,
      202: 'It goes on; its address is in the header "location"',
      409: 'The plan is too old, or another replay overlaps',
      429: 'You have one that goes on',
    },
  },
  {
    method: 'get',
    path: '/v1/subscriptions/{id}/replays/{planId}',
    id: 'getReplay',
    summary: 'Ask how a replay stands, and for its receipt',
    tag: 'Replays',
    security: 'apiKey',
    answers: { 200: 'The replay' },
  },
  {
    method: 'post',
    path: '/v1/subscriptions/{id}/replays/{planId}/cancel',
    id: 'cancelReplay',
    summary: 'Stop a replay; what was delivered stays delivered',
    tag: 'Replays',
    security: 'apiKey',
    answers: { 200: 'The replay', 409: 'It has ended' },
  },
  {
    method: 'get',
    path: '/v1/openapi.json',
    id: 'getOpenApi',
    summary: 'Read this document',
    tag: 'About',
    security: 'none',
    answers: { 200: 'OpenAPI 3.1' },
  },
];
