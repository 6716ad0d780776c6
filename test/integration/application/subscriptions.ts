import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { OPERATIONS } from '../../../lib/openapi/operations.ts';
import { type Answer, type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';

const PATTERN = { 'detail-type': ['stock.replenished'], detail: { data: { quantity: [{ numeric: ['>', 10] }] } } };

/** The subscriptions API, as an integrator uses it. */
export function describeSubscriptions(app: () => DeployedApplication): void {
  describe('subscriptions', () => {
    const tenant = `s${someId().slice(0, 8)}`;
    let key = '';
    beforeAll(async () => {
      await app().invoke('manage-tenants', {
        action: 'create-tenant',
        tenant,
        name: 'Acme',
        awsAccount: '111122223333',
      });
      ({ key } = await app().invoke('manage-tenants', { action: 'issue-key', tenant }));
    });
    const call = (method: string, path: string, body?: unknown, bearer = key): Promise<Answer> =>
      app().call(method, path, {
        headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
        ...(body === undefined ? {} : { body }),
      });
    const create = async (target: object, pattern: object = PATTERN) => {
      const { status, body } = await call('POST', '/v1/subscriptions', { name: 'mine', pattern, target });
      expect(status).toBe(201);
      return body;
    };
    const publish = async (quantity: number, from = tenant): Promise<string> => {
      const id = someId();
      const data = { sku: 'SUBS-1', quantity, replenishedAt: '2026-11-23T06:00:00Z' };
      const source = `partner/trestle/${from}/stock`;
      expect(await app().publish({ specversion: '1.0', id, source, type: 'stock.replenished', data })).toMatchObject({
        status: 202,
      });
      return id;
    };
    const why = async (subscription: string, id: string) =>
      (await call('GET', `/v1/subscriptions/${subscription}/why/${id}`)).body;

    test('a queue gets what matches, and of no other tenant', async () => {
      const { id, target } = await create({ kind: 'queue' });
      const [small, foreign, large] = [await publish(1), await publish(50, 'somebody'), await publish(50)];
      const { detail, id: busEvent } = await app().take(target.queueUrl, () => true);
      expect(detail.id).toBe(large);
      expect(await why(id, small)).toMatchObject({
        verdict: 'not-matched',
        why: 'The pattern asks detail.data.quantity to match [{"numeric":[">",10]}], and the event has 1.',
      });
      expect(await why(id, foreign)).toMatchObject({ status: 404 });
      const told = await eventually(async () => {
        const answer = await why(id, large);
        return answer.verdict === 'delivered' ? answer : undefined;
      }, 'the delivery in the log');
      expect(told.why).toMatch(/^It was delivered at /);
      const deliveries = `/v1/subscriptions/${id}/deliveries`;
      const all = (await call('GET', deliveries)).body.items;
      expect(all).toEqual([{ event: large, busEvent, at: expect.any(String), outcome: 'delivered' }]);
      for (const asked of [large, busEvent]) {
        expect((await call('GET', `${deliveries}?event=${asked}`)).body.items).toEqual(all);
        expect(await why(id, asked)).toEqual(told);
      }
      expect((await call('GET', `${deliveries}?event=${foreign}`)).body.items).toEqual([]);
    });

    test('a pause loses nothing', async () => {
      const { id, target } = await create({ kind: 'queue' });
      expect((await call('POST', `/v1/subscriptions/${id}/pause`)).body.state).toBe('PAUSED');
      const missed = await publish(60);
      await eventually(
        async () => ((await why(id, missed)).verdict === 'paused' ? true : undefined),
        'why says paused',
      );
      const { body } = await call('POST', `/v1/subscriptions/${id}/resume`);
      expect(body).toMatchObject({ state: 'ACTIVE', pauses: [{ replay: expect.stringContaining('replay-window') }] });
      const event = await app().take(target.queueUrl, ({ detail }) => detail.id === missed);
      expect(event['replay-name']).toContain(id);
    });

    test('a webhook is signed, by both secrets while one is changed, and 410 disables it', async () => {
      const requests: { headers: Record<string, string>; body: string }[] = [];
      let status = 200;
      const server: Server = createServer((request, response) => {
        let body = '';
        request.setEncoding('utf8').on('data', (part) => {
          body += part;
        });
        request.on('end', () => {
          requests.push({ headers: request.headers as Record<string, string>, body });
          response.writeHead(status).end();
        });
      }).listen(0, '127.0.0.1');
      await new Promise((listening) => server.once('listening', listening));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
      const { id, signingSecret } = await create({ kind: 'webhook', url });
      const { body: rotated } = await call('POST', `/v1/subscriptions/${id}/rotate-secret`);
      expect((await call('POST', `/v1/subscriptions/${id}/test`)).status).toBe(202);
      const { headers, body } = await eventually(async () => requests[0], 'the test event');
      for (const secret of [signingSecret, rotated.signingSecret]) {
        expect(new Webhook(secret).verify(body, headers)).toMatchObject({ type: 'subscription.tested', subject: id });
      }
      status = 410;
      await publish(70);
      const disabled = await eventually(async () => {
        const { body: found } = await call('GET', `/v1/subscriptions/${id}`);
        return found.state === 'DISABLED' ? found : undefined;
      }, 'the subscription is disabled');
      expect(disabled.pauses.at(-1).reason).toContain('answered 410');
      server.close();
    });

    test('subscriptions are listed by pages, changed and deleted', async () => {
      const { id } = await create({ kind: 'log-group' });
      const first = (await call('GET', '/v1/subscriptions?limit=1')).body;
      const second = (await call('GET', `/v1/subscriptions?limit=1&cursor=${first.next}`)).body;
      expect(first.items[0].id).not.toBe(second.items[0].id);
      const changed = await call('PATCH', `/v1/subscriptions/${id}`, {
        name: 'other',
        pattern: { 'detail-type': ['order.paid'] },
      });
      expect(changed).toMatchObject({
        status: 200,
        body: { name: 'other', pattern: { 'detail-type': ['order.paid'] } },
      });
      expect((await call('DELETE', `/v1/subscriptions/${id}`)).status).toBe(204);
      expect((await call('GET', `/v1/subscriptions/${id}`)).status).toBe(404);
    });

    test('the OpenAPI document has every operation', async () => {
      const { body } = await call('GET', '/v1/openapi.json', undefined, '');
      expect(body.openapi).toBe('3.1.0');
      for (const { path, method } of OPERATIONS) expect(body.paths[path][method]).toBeDefined();
    });

    const routes = OPERATIONS.filter(({ security }) => security === 'apiKey');
    test.each(routes)('$method $path refuses strangers with a reason', async ({ method, path }) => {
      const at = path.replaceAll(/\{\w+\}/g, 'x');
      for (const [bearer, detail] of [
        ['', 'Send your API key'],
        ['trk_wrong', 'none of ours'],
        [`trk_AAAAAAAA_${'A'.repeat(43)}`, 'none of ours'],
      ] as const) {
        expect(await call(method.toUpperCase(), at, undefined, bearer)).toMatchObject({
          status: 401,
          body: { type: 'urn:trestle:problem:unauthenticated', detail: expect.stringContaining(detail) },
        });
      }
    });

    test('a revoked key is told so', async () => {
      const { key: other, keyId } = await app().invoke('manage-tenants', { action: 'issue-key', tenant });
      expect((await call('GET', '/v1/subscriptions', undefined, other)).status).toBe(200);
      await app().invoke('manage-tenants', { action: 'revoke-key', tenant, keyId });
      expect(await call('GET', '/v1/subscriptions', undefined, other)).toMatchObject({
        status: 401,
        body: { detail: expect.stringContaining('revoked') },
      });
    });

    const wanted = (more: object) => ({ name: 'bad', pattern: PATTERN, target: { kind: 'queue' }, ...more });
    test.each<[string, unknown, number, string | undefined]>([
      ['a body that is not JSON', '{', 400, undefined],
      ['a body that is too deep', '['.repeat(100), 400, undefined],
      ['a prototype key', '{"__proto__":{}}', 400, undefined],
      ['a list', [], 422, ''],
      ['no target', { name: 'x', pattern: PATTERN }, 422, '/target'],
      ['an unknown kind', wanted({ target: { kind: 'fax' } }), 422, '/target'],
      ['a name that is too long', wanted({ name: 'x'.repeat(101) }), 422, '/name'],
      ['a member too many', wanted({ admin: true }), 422, '/admin'],
      ['an empty pattern', wanted({ pattern: {} }), 422, '/pattern'],
      ['a source', wanted({ pattern: { source: ['partner/trestle/shop/orders'] } }), 422, '/pattern/source'],
      [
        'a source in a branch',
        wanted({ pattern: { $or: [{ source: ['x'] }, { detail: { a: [1] } }] } }),
        422,
        '/pattern/$or/0/source',
      ],
      ['an account', wanted({ pattern: { account: ['111122223333'] } }), 422, '/pattern/account'],
      ['a pattern that AWS refuses', wanted({ pattern: { 'detail-type': [{ almost: 'x' }] } }), 422, '/pattern'],
      ['a pattern that is too long', wanted({ pattern: { 'detail-type': ['x'.repeat(2000)] } }), 422, '/pattern'],
      [
        "somebody else's queue",
        wanted({ target: { kind: 'sqs', arn: 'arn:aws:sqs:us-east-1:999999999999:q' } }),
        422,
        '/target/arn',
      ],
      [
        'a queue elsewhere',
        wanted({ target: { kind: 'sqs', arn: 'arn:aws:sqs:eu-west-1:111122223333:q' } }),
        422,
        '/target/arn',
      ],
      [
        'a topic for a queue',
        wanted({ target: { kind: 'sqs', arn: 'arn:aws:sns:us-east-1:111122223333:q' } }),
        422,
        '/target/arn',
      ],
      [
        'a queue for a bus',
        wanted({ target: { kind: 'event-bus', arn: 'arn:aws:sqs:us-east-1:111122223333:q' } }),
        422,
        '/target/arn',
      ],
      [
        'a private address',
        wanted({ target: { kind: 'webhook', url: 'https://169.254.169.254/latest' } }),
        422,
        '/target/url',
      ],
      [
        'an address without TLS',
        wanted({ target: { kind: 'webhook', url: 'http://example.com/' } }),
        422,
        '/target/url',
      ],
      ['an unknown workflow', wanted({ target: { kind: 'workflow', workflow: 'rob-bank' } }), 422, '/target/workflow'],
    ])('refuses %s', async (_name, body, status, pointer) => {
      const answer = await call('POST', '/v1/subscriptions', body);
      expect(answer).toMatchObject({ status, body: { status } });
      if (pointer !== undefined)
        expect(answer.body.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer);
    });

    test.each([
      ['GET', '/v1/subscriptions?limit=0', 422],
      ['GET', '/v1/subscriptions?cursor=zzz', 422],
      ['GET', '/v1/subscriptions/sub-000000000000', 404],
      ['GET', '/v1/event-types/none', 404],
      ['DELETE', '/v1/subscriptions/somebody', 404],
      ['POST', '/v1/subscriptions/sub-000000000000/pause', 404],
    ])('%s %s is %i', async (method, path, status) => {
      expect(await call(method, path)).toMatchObject({ status, body: { status } });
    });
  });
}
