import { type DeployedApplication, someId } from '../../support/deployed-application.ts';

const event = (more: object = {}) => ({
  specversion: '1.0',
  id: someId(),
  source: 'partner/trestle/shop/orders',
  type: 'stock.replenished',
  data: { sku: 'EVENTS-1', quantity: 1, replenishedAt: '2026-11-23T06:00:00Z' },
  ...more,
});

/** `POST /v1/events`. */
export function describeEvents(app: () => DeployedApplication): void {
  describe('events', () => {
    test('one event is accepted once', async () => {
      const sent = event();
      expect(await app().publish(sent)).toMatchObject({ status: 202, body: { id: sent.id, repeated: false } });
      expect(await app().publish(sent)).toMatchObject({ status: 202, body: { id: sent.id, repeated: true } });
      const other = { ...sent, data: { ...sent.data, quantity: 2 } };
      expect(await app().publish(other)).toMatchObject({ status: 409, body: { type: 'urn:trestle:problem:conflict' } });
    });

    test('of a batch with a bad event, the good ones go and the bad one is named', async () => {
      const [first, last] = [event(), event()];
      const bad = event({ data: { sku: 'x', quantity: 0 } });
      const { status, body } = await app().publish([first, bad, last]);
      expect(status).toBe(207);
      expect(body).toMatchObject({ accepted: 2, rejected: 1 });
      expect(body.events.map((e: { status: number }) => e.status)).toEqual([202, 422, 202]);
      expect(body.events[1]).toMatchObject({
        index: 1,
        id: bad.id,
        problem: { errors: expect.arrayContaining([{ pointer: '/1/data/replenishedAt', detail: 'is required' }]) },
      });
    });

    test('a batch of good events is accepted as a whole', async () => {
      const { status, body } = await app().publish(Array.from({ length: 25 }, () => event()));
      expect({ status, accepted: body.accepted, rejected: body.rejected }).toEqual({
        status: 202,
        accepted: 25,
        rejected: 0,
      });
    });

    test.each<[string, unknown, number]>([
      ['an empty batch', [], 422],
      ['a batch of 101', Array.from({ length: 101 }, () => event()), 413],
      ['a number', 1, 422],
      ['an unknown type', event({ type: 'stock.stolen' }), 422],
      ["another provider's source", event({ source: 'partner/other/shop/orders' }), 422],
      [
        'an event that is too large',
        event({ type: 'github.ping', data: { zen: 'z'.repeat(260_000), hook_id: 1 } }),
        413,
      ],
    ])('refuses %s', async (_name, body, status) => {
      expect(await app().publish(body)).toMatchObject({ status, body: { status } });
    });

    test('refuses who has no AWS signature', async () => {
      expect(await app().call('POST', '/v1/events', { body: event() })).toMatchObject({ status: 403 });
    });

    test('the correlation id goes with the event and comes back', async () => {
      const answer = await app().call('POST', '/v1/webhooks/nobody', {
        body: '',
        headers: { 'x-correlation-id': 'mine' },
      });
      expect(answer.headers.get('x-correlation-id')).toBe('mine');
    });
  });
}
