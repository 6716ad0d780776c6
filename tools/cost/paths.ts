import {
  archived,
  busEvent,
  httpRequest,
  type Item,
  item,
  lambda,
  log,
  read,
  sqs,
  transactedWrite,
  transitions,
  vendedLog,
  write,
} from './items.ts';

/** What the model is asked about. */
export interface Assumptions {
  /** Bytes of an event on the bus. */
  readonly eventBytes: number;
  /** Events in a call of `POST /v1/events`. */
  readonly batch: number;
  /** Lines of an order. */
  readonly lines: number;
  /** Messages that a consumer takes at once. */
  readonly sqsBatch: number;
}

export const ASSUMPTIONS: Assumptions = { eventBytes: 2048, batch: 10, lines: 2, sqsBatch: 5 };

/** A way that an event takes, or a part of one. */
export interface CostPath {
  readonly name: string;
  readonly note: string;
  items(assumptions: Assumptions): readonly Item[];
}

/** Bytes of a function's own log lines for one run: start, end and report. */
const RUN_LOG = 400;
/** Bytes of one record of the bus's log, without the event's details. */
const BUS_LOG_RECORD = 700;

const accept = (bytes: number): readonly Item[] => [
  write('claim the id', 250),
  write('confirm it', 250),
  busEvent('PutEvents', bytes),
];

/** Where every event goes, whoever subscribes. */
const always = (bytes: number): readonly Item[] => [
  archived('archive', bytes),
  log('log of all events', bytes),
  vendedLog('log of the bus: receipt, match and delivery', 3 * BUS_LOG_RECORD),
];

const consume = (what: string, bytes: number, batch: number, milliseconds: number): readonly Item[] => [
  sqs(`${what}: send, receive, delete`, bytes, 1 + 2 / batch),
  ...lambda(what, milliseconds, batch),
  log(`${what}: log`, RUN_LOG / batch),
];

export const PATHS: readonly CostPath[] = [
  {
    name: 'A webhook comes in',
    note: 'one call, one event, checked, published, archived and logged',
    items: ({ eventBytes }) => [
      httpRequest('HTTP API', eventBytes, 1),
      ...lambda('receive-webhook', 25, 1),
      log('receive-webhook: log', RUN_LOG),
      item('trace', 'trace', 1),
      read('state of the source', 300, 0.01),
      ...accept(eventBytes),
      ...always(eventBytes),
    ],
  },
  {
    name: 'An event is published',
    note: 'through POST /v1/events, in batches',
    items: ({ eventBytes, batch }) => [
      httpRequest('HTTP API', eventBytes * batch, batch),
      ...lambda('publish-events', 25 + 5 * batch, batch),
      log('publish-events: log', RUN_LOG / batch),
      item('trace', 'trace', 1 / batch),
      ...accept(eventBytes),
      ...always(eventBytes),
    ],
  },
  {
    name: 'A line is imported',
    note: 'a hundred lines a batch, in express executions',
    items: ({ eventBytes }) => [
      ...lambda('check-file', eventBytes / 50, 1000, 1769),
      ...lambda('import-lines', 600, 100),
      log('import-lines: log', RUN_LOG / 100),
      transitions('import-events: the Map itself', 1 / 100),
      ...accept(eventBytes),
      ...always(eventBytes),
    ],
  },
  {
    name: 'It is delivered to a queue',
    note: 'per subscription; reading it is the integrator’s own cost',
    items: ({ eventBytes }) => [sqs('send', eventBytes, 1), vendedLog('log of the bus', BUS_LOG_RECORD)],
  },
  {
    name: 'It is delivered to a webhook',
    note: 'per subscription, at the first try',
    items: ({ eventBytes, sqsBatch }) => [
      ...consume('send-webhook', eventBytes, sqsBatch, 150 * sqsBatch),
      read('subscription', 1500),
      vendedLog('log of the bus', BUS_LOG_RECORD),
    ],
  },
  {
    name: 'It is delivered to a log group',
    note: 'per subscription',
    items: ({ eventBytes }) => [log('log', eventBytes), vendedLog('log of the bus', BUS_LOG_RECORD)],
  },
  {
    name: 'An order is fulfilled',
    note: 'the workflow, its tasks, two events from the outbox, the read model three times',
    items: ({ eventBytes, lines, sqsBatch }) => [
      transitions('fulfil-order', 10 + 2 + 2 * lines),
      ...Array.from({ length: 5 + lines }, (_, index) => lambda(`task ${index + 1}`, 20, 1)).flat(),
      log('tasks: log', RUN_LOG * (5 + lines)),
      item('traces', 'trace', 1),
      read('order, payment', 1000, 5),
      write('order', 1500, 3),
      transactedWrite('reservation and stock', 500, 1 + lines),
      transactedWrite('payment and account, taken and settled', 300, 4),
      write('shipments', 300, lines),
      item('stream of the orders table', 'dynamodbStreamRead', 2 / sqsBatch),
      ...lambda('relay-changes', 30, sqsBatch),
      busEvent('order.paid', eventBytes),
      busEvent('order.fulfilled', eventBytes),
      ...always(2 * eventBytes),
      ...Array.from({ length: 3 }, () => [
        ...consume('project-orders', eventBytes, sqsBatch, 40),
        write('view', 2500),
      ]).flat(),
    ],
  },
  {
    name: 'It is replayed to one rule',
    note: 'a replayed event costs as a new one, and then its delivery',
    items: ({ eventBytes }) => [busEvent('replayed event', eventBytes)],
  },
];
