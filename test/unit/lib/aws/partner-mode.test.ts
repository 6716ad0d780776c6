import {
  CreateEventBusCommand,
  DescribePartnerEventSourceCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { CreateQueueCommand, ReceiveMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { partnerBus } from '../../../../lib/aws/buses.ts';
import { SourceHolding } from '../../../../lib/aws/source-holding.ts';
import { WindowReplays } from '../../../../lib/aws/window-replays.ts';
import { busEntry } from '../../../../lib/publishing/bus-entry.ts';
import type { TenantSource } from '../../../../lib/tenants/tenant.ts';
import { type TestEmulator, testEmulator } from '../../../support/emulator.ts';
import { someEvent } from '../../../support/events.ts';

const CUSTOMER = '111122223333';
const NAME = 'aws.partner/trestle/shop/orders';
const source: TenantSource = {
  tenant: 'shop',
  stream: 'orders',
  state: 'PENDING',
  createdAt: '2026-11-23T12:00:00.000Z',
};

let emulator: TestEmulator;
let provider: EventBridgeClient;
let customer: EventBridgeClient;
let holding: SourceHolding;

beforeAll(async () => {
  emulator = await testEmulator();
  provider = new EventBridgeClient(emulator.client);
  customer = new EventBridgeClient({
    ...emulator.client,
    credentials: { accessKeyId: CUSTOMER, secretAccessKey: 'x' },
  });
  const { EventBusArn = '' } = await provider.send(new CreateEventBusCommand({ Name: 'holding' }));
  const { QueueUrl } = await new SQSClient(emulator.client).send(new CreateQueueCommand({ QueueName: 'unpublished' }));
  expect(QueueUrl).toBeDefined();
  holding = new SourceHolding(provider, new WindowReplays(new SFNClient(emulator.client), 'arn'), {
    provider: 'trestle',
    holdingBusArn: EventBusArn,
    holdingArchiveArn: 'arn',
    unpublishedQueueArn: 'arn:aws:sqs:us-east-1:000000000000:unpublished',
    deadLetterArn: 'arn:aws:sqs:us-east-1:000000000000:unpublished',
    sourceMemorySeconds: 0,
    partner: true,
  });
});
afterAll(() => emulator.stop());

test('a source becomes a partner source, which the integrator must associate before it can be activated', async () => {
  await holding.prepare(source, CUSTOMER);
  await holding.prepare(source, CUSTOMER);
  expect(await provider.send(new DescribePartnerEventSourceCommand({ Name: NAME }))).toMatchObject({ Name: NAME });
  await expect(holding.checkActivation(source, CUSTOMER)).rejects.toMatchObject({
    kind: 'conflict',
    message: expect.stringContaining('PENDING'),
  });
  await expect(holding.checkActivation(source, '999999999999')).rejects.toMatchObject({
    message: expect.stringContaining('unknown'),
  });
  await customer.send(new CreateEventBusCommand({ Name: NAME, EventSourceName: NAME }));
  await holding.checkActivation(source, CUSTOMER);
});

test('events reach the integrator’s own bus as aws.partner/…, and those that are held do not', async () => {
  const sqs = new SQSClient({ ...emulator.client, credentials: { accessKeyId: CUSTOMER, secretAccessKey: 'x' } });
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'mine' }));
  const arn = `arn:aws:sqs:us-east-1:${CUSTOMER}:mine`;
  const statement = {
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: arn,
  };
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  await customer.send(
    new PutRuleCommand({ Name: 'all', EventBusName: NAME, EventPattern: JSON.stringify({ source: [NAME] }) }),
  );
  await customer.send(new PutTargetsCommand({ Rule: 'all', EventBusName: NAME, Targets: [{ Id: 'q', Arn: arn }] }));

  const [first, held, last] = ['e1', 'e2', 'e3'].map((id) => someEvent(id));
  const results = await partnerBus(provider, 'holding').put([
    busEntry('trestle', first ?? someEvent('')),
    busEntry('holding', held ?? someEvent('')),
    busEntry('trestle', last ?? someEvent('')),
  ]);
  expect(results.map(({ EventId }) => typeof EventId)).toEqual(['string', 'string', 'string']);
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
  const events = Messages.map(({ Body = '' }) => JSON.parse(Body));
  expect(events.map(({ detail }) => detail.id).sort()).toEqual(['e1', 'e3']);
  expect(events[0]).toMatchObject({ source: NAME, account: CUSTOMER, 'detail-type': 'stock.replenished' });
});

test('a source that is deleted is deleted as a partner source too', async () => {
  await holding.discard(source, CUSTOMER);
  await expect(provider.send(new DescribePartnerEventSourceCommand({ Name: NAME }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
