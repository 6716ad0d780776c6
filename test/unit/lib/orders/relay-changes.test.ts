import { contractValidators } from '../../../../lib/contracts/contract-validators.ts';
import type { CloudEvent } from '../../../../lib/events/cloud-event.ts';
import type { OrderStatus } from '../../../../lib/orders/order.ts';
import { orderEvent } from '../../../../lib/orders/order-event.ts';
import { relayChanges } from '../../../../lib/orders/relay-changes.ts';
import { violationsOf } from '../../../../lib/validation/validator.ts';
import { NOON, orderOf } from '../../../support/orders.ts';

const PAID: OrderStatus = { status: 'PAID', paymentId: 'pay_ord_1', paidAt: NOON };
const FULFILLED: OrderStatus = {
  status: 'FULFILLED',
  shipments: [{ sku: 'A', quantity: 1, trackingId: 't' }],
  fulfilledAt: NOON,
};
const CANCELLED: OrderStatus = { status: 'CANCELLED', reason: 'failed', detail: 'x', cancelledAt: NOON };

const change = (sequenceNumber: string, orderId: string, version: number, status: OrderStatus) => ({
  sequenceNumber,
  order: orderOf(orderId, version, status),
});

test.each<[OrderStatus, string]>([
  [PAID, 'order.paid'],
  [FULFILLED, 'order.fulfilled'],
  [CANCELLED, 'order.cancelled'],
])('%j becomes %s, which keeps its contract and has an id of its version', (status, type) => {
  const event = orderEvent(orderOf('ord_1', 2, status));
  expect(event).toMatchObject({ id: 'ord_1-v2', type, tenant: 'shop', correlationid: 'cor-1', subject: 'ord_1' });
  const validator = contractValidators[type];
  expect(validator && violationsOf(validator, event?.data)).toEqual([]);
});

test('an order that was placed tells nothing: its event is where it came from', () => {
  expect(orderEvent(orderOf('ord_1', 1, { status: 'PLACED' }))).toBeUndefined();
});

function harness(fails: (id: string) => boolean = () => false) {
  const calls: string[][] = [];
  return {
    calls,
    publish: async (events: readonly CloudEvent[]) => {
      calls.push(events.map(({ id }) => id));
      return events.map(({ id }) =>
        fails(id) ? { state: 'lost' as const, cause: 'no' } : { state: 'published' as const, eventId: id },
      );
    },
  };
}

test('changes of one order leave one after another, those of different orders together', async () => {
  const { calls, publish } = harness();
  const changes = [change('1', 'ord_1', 2, PAID), change('2', 'ord_2', 2, PAID), change('3', 'ord_1', 3, FULFILLED)];
  expect(await relayChanges(changes, publish)).toEqual([]);
  expect(calls).toEqual([['ord_1-v2', 'ord_2-v2'], ['ord_1-v3']]);
});

test('what follows a change that failed waits for it, and other orders do not', async () => {
  const { calls, publish } = harness((id) => id === 'ord_1-v2');
  const changes = [
    change('1', 'ord_1', 2, PAID),
    change('2', 'ord_2', 2, PAID),
    change('3', 'ord_1', 3, FULFILLED),
    change('4', 'ord_2', 3, FULFILLED),
  ];
  expect(await relayChanges(changes, publish)).toEqual([{ sequenceNumber: '1', cause: 'no' }]);
  expect(calls.flat()).toEqual(['ord_1-v2', 'ord_2-v2', 'ord_2-v3']);
});
