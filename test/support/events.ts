import type { CloudEvent } from '../../lib/events/cloud-event.ts';

/** An event as `completeEvent` makes them, for tests that only carry it about. */
export const someEvent = (id: string, more: Partial<CloudEvent> = {}): CloudEvent => ({
  specversion: '1.0',
  id,
  source: 'partner/trestle/shop/orders',
  type: 'stock.replenished',
  time: '2026-11-23T12:00:00.000Z',
  datacontenttype: 'application/json',
  dataschema: 'trestle:commerce/stock.replenished/1',
  tenant: 'shop',
  correlationid: 'test',
  data: { sku: 'RAIL-200', quantity: 1, replenishedAt: '2026-11-23T06:00:00Z' },
  ...more,
});
