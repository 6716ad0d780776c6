import type { StreamRange } from '../../../../lib/dead-letters/stream-letters.ts';
import type { Order } from '../../../../lib/orders/order.ts';
import { orderHistory } from '../../../../lib/orders/order-history.ts';
import { recoverChanges } from '../../../../lib/orders/recover-changes.ts';
import { NOON, orderOf } from '../../../support/orders.ts';

const LATER = '2026-11-23T15:00:00.000Z';
const paid = { paymentId: 'pay_1', paidAt: NOON };

const cancelled = { status: 'CANCELLED', reason: 'failed', detail: 'x', cancelledAt: LATER } as const;
const fulfilled = { status: 'FULFILLED', shipments: [], fulfilledAt: LATER } as const;

test.each<[string, Order, readonly string[]]>([
  ['placed', orderOf('o', 1, { status: 'PLACED' }), []],
  ['paid', orderOf('o', 2, { status: 'PAID', ...paid }), ['o-v2 order.paid']],
  ['fulfilled', orderOf('o', 3, { ...fulfilled, ...paid }), ['o-v2 order.paid', 'o-v3 order.fulfilled']],
  ['cancelled at once', orderOf('o', 2, cancelled), ['o-v2 order.cancelled']],
  ['cancelled when paid', orderOf('o', 3, { ...cancelled, ...paid }), ['o-v2 order.paid', 'o-v3 order.cancelled']],
])('an order that was %s has told as much', (_name, after, told) => {
  expect(orderHistory(after).map(({ id, type }) => `${id} ${type}`)).toEqual(told);
});

const range = (from: string, more: Partial<StreamRange> = {}): StreamRange => ({
  streamArn: 'arn',
  shardId: 's',
  first: '1',
  last: '2',
  from: new Date(from),
  to: new Date(from),
  count: 2,
  condition: 'RetryAttemptsExhausted',
  ...more,
});
async function* table(...orders: Order[]): AsyncGenerator<Order> {
  yield* orders;
}
const idsOf = async (ranges: readonly StreamRange[], held: readonly Order[] | undefined, ...rows: Order[]) =>
  (await recoverChanges(ranges, { read: async () => held, orders: () => table(...rows) })).map(({ id }) => id);

test('what the stream still holds is told as it was, and the table is not asked', async () => {
  const ports = {
    read: async () => [orderOf('o', 1, { status: 'PLACED' }), orderOf('o', 2, { status: 'PAID', ...paid })],
    orders: (): never => {
      throw new Error('asked');
    },
  };
  expect((await recoverChanges([range(NOON), range(NOON)], ports)).map(({ id }) => id)).toEqual(['o-v2']);
});

test('what it does not hold any more is told by the table, and only of that time', async () => {
  const rows = [
    orderOf('a', 3, { ...fulfilled, ...paid }),
    orderOf('b', 2, cancelled),
    orderOf('c', 2, { status: 'PAID', ...paid }),
  ];
  expect(await idsOf([range(NOON)], undefined, ...rows)).toEqual(['a-v2', 'c-v2']);
  expect(await idsOf([range(LATER)], undefined, ...rows)).toEqual(['a-v3', 'b-v2']);
  expect(await idsOf([range('2026-11-23T18:00:00Z')], undefined, ...rows)).toEqual([]);
  expect(await idsOf([range(NOON, { to: new Date(LATER) })], undefined, ...rows)).toEqual([
    'a-v2',
    'a-v3',
    'b-v2',
    'c-v2',
  ]);
});
