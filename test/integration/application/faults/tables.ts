import { someId } from '../../../support/deployed-application.ts';
import { logged } from '../../../support/faults/crash.ts';
import { type Fault, THROTTLED, whileFaulty } from '../../../support/faults/endpoint.ts';
import { whileQueueIs } from '../../../support/faults/queue.ts';
import type { FaultRow } from '../../../support/faults/world.ts';

/** Throttles calls of an operation that hold a text. */
const throttling =
  (operation: string, mark: string): Fault =>
  async (call) =>
    call.operation === operation && call.body.includes(mark) ? THROTTLED.DYNAMODB : call.forward();

const accepted: FaultRow = {
  name: 'the table of accepted events is throttled: the sender is told to send again, and it is published once',
  on: 'publish-events',
  async run({ app, stock, publish, passes }) {
    const sent = stock('FAULT-ACCEPTED', 1);
    const fault = throttling('PutItem', sent.id);
    const answer = await whileFaulty(app, 'publish-events', 'DYNAMODB', fault, () => app.publish(sent));
    expect(answer).toMatchObject({ status: 503, body: { type: 'urn:trestle:problem:unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('2');
    expect((await publish(sent)).body).toMatchObject({ repeated: false });
    expect(await passes(sent.id)).toBe(1);
  },
};

const registry: FaultRow = {
  name: 'the table of sources is throttled: the sender is told to send again, and the others of its batch are taken',
  on: 'publish-events',
  async run({ app, stock, publish, passes }) {
    const tenant = `f${someId().slice(0, 8)}`;
    const sent = { ...stock('FAULT-REGISTRY', 1), source: `partner/trestle/${tenant}/stock` };
    const other = stock('FAULT-REGISTRY', 1);
    const fault = throttling('GetItem', tenant);
    const answer = await whileFaulty(app, 'publish-events', 'DYNAMODB', fault, () => app.publish([sent, other]));
    expect(answer).toMatchObject({ status: 207, body: { accepted: 1, events: [{ status: 503 }, { status: 202 }] } });
    await publish(sent);
    expect(await passes(sent.id)).toBe(1);
  },
};

const warehouse: FaultRow = {
  name: 'the table of the warehouse is throttled: the goods are counted later, once',
  on: 'record-supply',
  async run({ app, stock, publish, attribute }) {
    const sku = `FAULT-${someId().slice(0, 8).toUpperCase()}`;
    const since = Date.now();
    await whileQueueIs(app, 'supply', { VisibilityTimeout: '3' }, async () => {
      const fault: Fault = async (call) => (call.body.includes(sku) ? THROTTLED.DYNAMODB : call.forward());
      await whileFaulty(app, 'record-supply', 'DYNAMODB', fault, async () => {
        await publish(stock(sku, 9));
        expect(await logged(app, 'record-supply', '"A message was not taken"', since)).toContain('Throughput');
      });
      await attribute('warehouse', 'key', `stock#${sku}`, 'pieces', '9');
    });
  },
};

export const TABLES: readonly FaultRow[] = [accepted, registry, warehouse];
