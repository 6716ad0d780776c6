import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { eventually, someId } from '../../../support/deployed-application.ts';
import { type CrashMoment, whileCrashing } from '../../../support/faults/crash.ts';
import { type Fault, whileFaulty } from '../../../support/faults/endpoint.ts';
import { whileQueueIs } from '../../../support/faults/queue.ts';
import type { FaultRow } from '../../../support/faults/world.ts';
import { writePaidOrder } from '../../../support/paid-order.ts';

const some = (prefix: string): string => `${prefix}_${someId().replaceAll('-', '').slice(0, 20)}`;
const someSku = (): string => `FAULT-${someId().slice(0, 8).toUpperCase()}`;
const MOMENTS: readonly CrashMoment[] = ['before', 'after'];
const EFFECT: Readonly<Record<CrashMoment, string>> = { before: 'before its side effect', after: 'after it' };

const consumers = MOMENTS.map(
  (moment): FaultRow => ({
    name: `record-supply dies ${EFFECT[moment]}: the goods are counted once`,
    on: 'record-supply',
    async run({ app, stock, publish, attribute }) {
      const sku = someSku();
      await whileQueueIs(app, 'supply', { VisibilityTimeout: '4' }, async () => {
        await whileCrashing(app, 'record-supply', moment, sku, () => publish(stock(sku, 9)));
        await attribute('warehouse', 'key', `stock#${sku}`, 'pieces', '9');
      });
    },
  }),
);

const givenUp: FaultRow = {
  name: 'record-supply dies until it is given up: the event waits as a dead letter, and is counted once redriven',
  on: 'record-supply',
  async run({ app, stock, publish, attribute, causes }) {
    const sku = someSku();
    await whileQueueIs(app, 'supply', { VisibilityTimeout: '1' }, () =>
      whileCrashing(app, 'record-supply', 'after', sku, async () => {
        await publish(stock(sku, 9));
        expect(await causes('supply-failed')).toMatchObject([{ code: 'GIVEN_UP' }]);
      }),
    );
    await app.invoke('redrive', { action: 'redrive', queue: 'supply-failed' });
    await attribute('warehouse', 'key', `stock#${sku}`, 'pieces', '9');
  },
};

const projection = MOMENTS.map(
  (moment): FaultRow => ({
    name: `project-orders dies ${EFFECT[moment]}: the read model has the change`,
    on: 'project-orders',
    async run({ app, event, publish, attribute }) {
      const [orderId, customerId] = [some('ord'), some('cus')];
      const paid = { orderId, customerId, currency: 'EUR', amount: 1, paymentId: `pay_${orderId}` };
      const shipments = [{ sku: someSku(), quantity: 1, trackingId: 'trk_1' }];
      const fulfilled = { orderId, customerId, shipments, fulfilledAt: '2026-11-23T09:20:00Z', version: 3 };
      const sent = event('order.fulfilled', fulfilled);
      await whileQueueIs(app, 'orders', { VisibilityTimeout: '4' }, async () => {
        await publish(event('order.paid', { ...paid, paidAt: '2026-11-23T09:15:00Z', version: 2 }));
        await attribute('order-views', 'orderId', orderId, 'status', 'PAID');
        await whileCrashing(app, 'project-orders', moment, sent.id, () => publish(sent));
        await attribute('order-views', 'orderId', orderId, 'status', 'FULFILLED');
      });
    },
  }),
);

const payments = MOMENTS.map(
  (moment): FaultRow => ({
    name: `take-payment dies ${EFFECT[moment]}: the order is fulfilled and charged once`,
    on: 'take-payment',
    async run({ app, event, stock, publish, attribute }) {
      const [sku, customerId, orderId] = [someSku(), some('cus'), some('ord')];
      const customer = { customerId, email: 'ada@example.com', country: 'GB', registeredAt: '2026-11-20T08:00:00Z' };
      await publish(event('customer.registered', { ...customer, creditLimit: 500_000 }));
      await publish(stock(sku, 5));
      await attribute('ledger', 'key', `account#${customerId}`, 'credit', '500000');
      await attribute('warehouse', 'key', `stock#${sku}`, 'pieces', '5');
      const order = { orderId, customerId, currency: 'EUR', total: 200, shipTo: { country: 'NL' } };
      const lines = [{ sku, quantity: 2, unitPrice: 100 }];
      await whileCrashing(app, 'take-payment', moment, orderId, () =>
        publish(event('order.placed', { ...order, lines, placedAt: '2026-11-23T09:15:00Z' })),
      );
      await attribute('order-views', 'orderId', orderId, 'status', 'FULFILLED');
      // It was taken and settled: charged twice, the second charge would still be owed.
      await attribute('ledger', 'key', `account#${customerId}`, 'credit', '500000');
      await attribute('warehouse', 'key', `stock#${sku}`, 'pieces', '3');
    },
  }),
);

const senders = MOMENTS.map(
  (moment): FaultRow => ({
    name: `publish-events dies ${EFFECT[moment]}: the sender is told to send again, and it is published once`,
    on: 'publish-events',
    async run({ app, stock, publish, passes }) {
      const sent = stock(someSku(), 1);
      const first = await whileCrashing(app, 'publish-events', moment, sent.id, () => app.publish(sent));
      expect(first.status).toBe(500);
      expect((await publish(sent)).body).toMatchObject({ repeated: moment === 'after' });
      expect(await passes(sent.id)).toBe(1);
    },
  }),
);

const between: FaultRow = {
  name: 'publish-events is ended when EventBridge has the event and nobody knows: its claim lapses, and consumers see one id',
  on: 'publish-events',
  async run({ app, stock, publish, passes, attribute }) {
    const sku = someSku();
    const sent = stock(sku, 9);
    const unanswered: Fault = async ({ body, forward }) => {
      const answer = await forward();
      return body.includes(sent.id) ? undefined : answer;
    };
    const first = await whileFaulty(app, 'publish-events', 'EVENTBRIDGE', unanswered, () => app.publish(sent), {
      timeout: 2,
    });
    expect(first.status).toBeGreaterThanOrEqual(500);
    expect(await app.publish(sent)).toMatchObject({ status: 409, body: { type: 'urn:trestle:problem:in-progress' } });
    // A minute goes by.
    await new DynamoDBClient(app.client).send(
      new UpdateItemCommand({
        TableName: `${app.prefix}-accepted`,
        Key: { id: { S: `shop#${sent.id}` } },
        UpdateExpression: 'SET lapses = :past',
        ExpressionAttributeValues: { ':past': { N: '1' } },
      }),
    );
    await publish(sent);
    await eventually(async () => ((await passes(sent.id)) >= 2 ? true : undefined), 'the second time');
    await attribute('warehouse', 'key', `stock#${sku}`, 'pieces', '9');
  },
};

const relaying = MOMENTS.map(
  (moment): FaultRow => ({
    name: `relay-changes dies ${EFFECT[moment]}: the change is published, with one id`,
    on: 'relay-changes',
    async run({ app, passes, attribute }) {
      const orderId = some('ord');
      await whileCrashing(app, 'relay-changes', moment, orderId, () => writePaidOrder(app, orderId));
      await attribute('order-views', 'orderId', orderId, 'version', '2');
      expect(await passes(`${orderId}-v2`)).toBeGreaterThan(0);
    },
  }),
);

const importing: FaultRow = {
  name: 'import-lines dies after its side effect: every line is an event, once',
  on: 'import-lines',
  async run({ app, stock, passes }) {
    const [s3, Bucket] = [new S3Client({ ...app.client, forcePathStyle: true }), 'trestle-local-imports-000000000000'];
    const Key = `incoming/${someId()}.jsonl`;
    const events = Array.from({ length: 5 }, () => stock(someSku(), 1));
    const Body = events.map((event) => JSON.stringify(event)).join('\n');
    await whileCrashing(app, 'import-lines', 'after', events[0]?.id ?? '', () =>
      s3.send(new PutObjectCommand({ Bucket, Key, Body })),
    );
    const report = await eventually(
      () =>
        s3
          .send(new GetObjectCommand({ Bucket, Key: `${Key}.report.json` }))
          .then(async ({ Body: text }) => JSON.parse((await text?.transformToString()) ?? ''))
          .catch(() => undefined),
      'the report',
    );
    expect(report).toMatchObject({ state: 'IMPORTED', rejected: 0 });
    expect(report.accepted + report.repeated).toBe(5);
    for (const { id } of events) expect(await passes(id)).toBe(1);
  },
};

export const CRASHES: readonly FaultRow[] = [
  ...consumers,
  givenUp,
  ...projection,
  ...payments,
  ...senders,
  between,
  ...relaying,
  importing,
];
