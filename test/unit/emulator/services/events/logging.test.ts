import {
  CloudWatchLogsClient,
  CreateDeliveryCommand,
  CreateLogGroupCommand,
  DeleteDeliveryDestinationCommand,
  DeleteDeliverySourceCommand,
  FilterLogEventsCommand,
  PutDeliveryDestinationCommand,
  PutDeliverySourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type LogConfig, UpdateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../support/events-world.ts';

let emulator: TestEmulator;
let world: EventsWorld;
let logs: CloudWatchLogsClient;

beforeAll(async () => {
  emulator = await testEmulator();
  world = eventsWorld(emulator);
  logs = new CloudWatchLogsClient(emulator.client);
});
afterAll(() => emulator.stop());

const TYPES = ['ERROR_LOGS', 'INFO_LOGS', 'TRACE_LOGS'];

/** A bus that logs, and a function that reads its log. */
async function loggingBus(LogConfig: LogConfig) {
  const bus = await world.bus();
  const logGroupName = `/aws/vendedlogs/events/event-bus/${bus}`;
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  const { deliveryDestination } = await logs.send(
    new PutDeliveryDestinationCommand({
      name: `${bus}-destination`,
      deliveryDestinationConfiguration: {
        destinationResourceArn: `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`,
      },
    }),
  );
  for (const logType of TYPES) {
    const name = `${bus}-${logType}`;
    const resourceArn = `arn:aws:events:us-east-1:000000000000:event-bus/${bus}`;
    await logs.send(new PutDeliverySourceCommand({ name, resourceArn, logType }));
    await logs.send(
      new CreateDeliveryCommand({ deliverySourceName: name, deliveryDestinationArn: deliveryDestination?.arn }),
    );
  }
  await world.events.send(new UpdateEventBusCommand({ Name: bus, LogConfig }));
  const records = async () =>
    ((await logs.send(new FilterLogEventsCommand({ logGroupName }))).events ?? []).map(
      ({ message = '' }) => JSON.parse(message) as Record<string, unknown> & { readonly message_type: string },
    );
  return { bus, records, steps: async () => (await records()).map(({ message_type }) => message_type).sort() };
}

it('tells the whole way of an event that arrives', async () => {
  const { bus, records } = await loggingBus({ Level: 'TRACE', IncludeDetail: 'FULL' });
  const queue = await world.queue();
  const rule = await world.rule(bus, { source: ['shop'] }, { Arn: queue.arn });
  const [id] = await world.put(bus, { Detail: '{"id":"7"}' });
  const found = await records();
  expect(found.map(({ message_type, log_level }) => `${message_type} ${log_level}`).sort()).toEqual([
    'EVENT_INGEST_SUCCESS TRACE',
    'EVENT_RECEIPT INFO',
    'INVOCATION_ATTEMPT_START TRACE',
    'INVOCATION_ATTEMPT_SUCCESS TRACE',
    'INVOCATION_START TRACE',
    'INVOCATION_SUCCESS INFO',
    'RULE_MATCH INFO',
    'RULE_MATCH_START TRACE',
  ]);
  const step = (type: string) => found.find(({ message_type }) => message_type === type);
  expect(step('EVENT_RECEIPT')).toMatchObject({
    resource_arn: `arn:aws:events:us-east-1:000000000000:event-bus/${bus}`,
    event_id: id,
    details: {
      source: 'shop',
      detail_type: 'order.placed',
      event_detail: '{"id":"7"}',
      caller_account_id: '000000000000',
    },
  });
  const invocation = step('INVOCATION_SUCCESS')?.invocation_id;
  expect(step('RULE_MATCH')).toMatchObject({
    details: { rule_arn: rule, target_arns: [queue.arn], invocation_ids: [invocation] },
  });
  expect(step('INVOCATION_SUCCESS')).toMatchObject({
    details: { rule_arn: rule, target_arn: queue.arn, total_attempts: 1, final_invocation_status: 'SUCCESS' },
  });
});

it.each([
  ['TRACE', ['EVENT_INGEST_SUCCESS', 'EVENT_RECEIPT', 'NO_STANDARD_RULES_MATCHED', 'RULE_MATCH_START']],
  ['INFO', ['EVENT_RECEIPT', 'NO_STANDARD_RULES_MATCHED']],
  ['ERROR', []],
  ['OFF', []],
] as const)('tells at level %s of an event that no rule matches', async (Level, expected) => {
  const { bus, steps } = await loggingBus({ Level });
  await world.put(bus, {});
  expect(await steps()).toEqual(expected);
});

it.each([
  ['a dead-letter queue', true, ['INVOCATION_ATTEMPT_PERMANENT_FAILURE', 'INVOCATION_DLQ']],
  ['none', false, ['INVOCATION_ATTEMPT_PERMANENT_FAILURE', 'INVOCATION_FAILURE']],
])('tells of a failed delivery with %s', async (_name, withDlq, expected) => {
  const { bus, steps, records } = await loggingBus({ Level: 'ERROR' });
  const [queue, dead] = [await world.queue(false), await world.queue()];
  await world.rule(
    bus,
    { source: ['shop'] },
    { Arn: queue.arn, ...(withDlq ? { DeadLetterConfig: { Arn: dead.arn } } : {}) },
  );
  await world.put(bus, {});
  expect(await steps()).toEqual(expected);
  expect((await records())[0]).toMatchObject({ error: { aws_service: 'sqs', http_status_code: 403 } });
  expect(JSON.stringify(await records())).not.toContain('target_input');
});

describe('log deliveries refuse', () => {
  const group = '/aws/vendedlogs/refusals';
  const groupArn = `arn:aws:logs:us-east-1:000000000000:log-group:${group}`;
  const busArn = 'arn:aws:events:us-east-1:000000000000:event-bus/default';
  beforeAll(async () => {
    await logs.send(new CreateLogGroupCommand({ logGroupName: group }));
    await logs.send(new PutDeliverySourceCommand({ name: 's', resourceArn: busArn, logType: 'INFO_LOGS' }));
    const deliveryDestinationConfiguration = { destinationResourceArn: groupArn };
    await logs.send(new PutDeliveryDestinationCommand({ name: 'd', deliveryDestinationConfiguration }));
    await logs.send(
      new CreateDeliveryCommand({
        deliverySourceName: 's',
        deliveryDestinationArn: 'arn:aws:logs:us-east-1:000000000000:delivery-destination:d',
      }),
    );
  });
  const destination = (destinationResourceArn: string) =>
    new PutDeliveryDestinationCommand({ name: 'x', deliveryDestinationConfiguration: { destinationResourceArn } });
  it.each([
    [
      'a log type',
      () => new PutDeliverySourceCommand({ name: 'x', resourceArn: busArn, logType: 'ACCESS_LOGS' }),
      'ValidationException',
    ],
    [
      'a service',
      () =>
        new PutDeliverySourceCommand({
          name: 'x',
          resourceArn: 'arn:aws:sqs:us-east-1:000000000000:q',
          logType: 'INFO_LOGS',
        }),
      'ValidationException',
    ],
    [
      'a second source of the same',
      () => new PutDeliverySourceCommand({ name: 'x', resourceArn: busArn, logType: 'INFO_LOGS' }),
      'ConflictException',
    ],
    [
      'another resource for a source',
      () => new PutDeliverySourceCommand({ name: 's', resourceArn: `${busArn}2`, logType: 'INFO_LOGS' }),
      'ConflictException',
    ],
    ['a log group that is not', () => destination(`${groupArn}-none`), 'ResourceNotFoundException'],
    ['a bucket', () => destination('arn:aws:s3:::bucket'), 'ValidationException'],
    ['a group elsewhere', () => destination(groupArn.replace('us-east-1', 'eu-west-1')), 'ValidationException'],
    ['no group', () => new PutDeliveryDestinationCommand({ name: 'x' }), 'ValidationException'],
    [
      'a source that is not',
      () => new CreateDeliveryCommand({ deliverySourceName: 'none', deliveryDestinationArn: 'x' }),
      'ResourceNotFoundException',
    ],
    [
      'a destination that is not',
      () => new CreateDeliveryCommand({ deliverySourceName: 's', deliveryDestinationArn: 'x' }),
      'ResourceNotFoundException',
    ],
    ['to delete a source in use', () => new DeleteDeliverySourceCommand({ name: 's' }), 'ConflictException'],
    ['to delete a destination in use', () => new DeleteDeliveryDestinationCommand({ name: 'd' }), 'ConflictException'],
    ['to delete what is not', () => new DeleteDeliverySourceCommand({ name: 'none' }), 'ResourceNotFoundException'],
  ] as const)('%s', async (_name, command, name) => {
    await expect(logs.send(command() as PutDeliverySourceCommand)).rejects.toMatchObject({ name });
  });
});
