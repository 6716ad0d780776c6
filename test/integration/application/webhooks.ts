import { createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import { Webhook } from 'standardwebhooks';
import { contractIds } from '../../../lib/contracts/contract-validators.ts';
import { readSecret } from '../../../tools/start/secret.ts';
import { type Answer, type DeployedApplication, someId } from '../../support/deployed-application.ts';

interface Examples {
  readonly name: string;
  readonly examples: readonly object[];
}
const recorded = (createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly Examples[]).filter(
  ({ name }) => `github.${name}` in contractIds,
);

/** `POST /v1/webhooks/{partner}`: GitHub's own payloads, Standard Webhooks, Stripe, and what is refused. */
export function describeWebhooks(app: () => DeployedApplication): void {
  describe('webhooks', () => {
    let secrets: Record<string, string>;
    beforeAll(async () => {
      const read = async (partner: string): Promise<[string, string]> => [
        partner,
        await readSecret(app().client, `${app().prefix}/webhooks/${partner}`),
      ];
      secrets = Object.fromEntries(await Promise.all(['github', 'shop', 'stripe'].map(read)));
    });

    const post = (partner: string, body: string, headers: Record<string, string>): Promise<Answer> =>
      app().call('POST', `/v1/webhooks/${partner}`, { body, headers });
    const github = (name: string, body: string, id = someId(), more: Record<string, string> = {}): Promise<Answer> =>
      post('github', body, {
        'x-github-event': name,
        'x-github-delivery': id,
        'x-hub-signature-256': `sha256=${createHmac('sha256', secrets.github ?? '')
          .update(body)
          .digest('hex')}`,
        ...more,
      });
    const shop = (body: string, at = new Date(), id = someId()): Promise<Answer> =>
      post('shop', body, {
        'webhook-id': id,
        'webhook-timestamp': `${Math.floor(at.getTime() / 1000)}`,
        'webhook-signature': new Webhook(secrets.shop ?? '').sign(id, at, body),
      });
    const stripe = (body: string, at = Date.now()): Promise<Answer> => {
      const t = Math.floor(at / 1000);
      const v1 = createHmac('sha256', secrets.stripe ?? '')
        .update(`${t}.${body}`)
        .digest('hex');
      return post('stripe', body, { 'stripe-signature': `t=${t},v1=${v1}` });
    };
    const stock = { sku: 'WEBHOOK-1', quantity: 1, replenishedAt: '2026-11-23T06:00:00Z' };

    test.each(recorded)("GitHub's recorded payload of $name is accepted", async ({ name, examples }) => {
      expect(await github(name, JSON.stringify(examples[0]))).toMatchObject({ status: 202, body: { repeated: false } });
    });

    test('a delivery arrives at the queue as an event, once, however often it is sent', async () => {
      const id = someId();
      const body = JSON.stringify({ zen: 'Half measures are as bad as nothing at all.', hook_id: 1 });
      expect(await github('ping', body, id)).toMatchObject({ status: 202, body: { id, repeated: false } });
      expect(await github('ping', body, id)).toMatchObject({ status: 202, body: { id, repeated: true } });
      const event = await app().take('github', ({ detail }) => detail.id === id);
      expect(event).toMatchObject({
        'detail-type': 'github.ping',
        source: 'partner/trestle/octo/repositories',
        detail: { specversion: '1.0', tenant: 'octo', data: { hook_id: 1 } },
      });
    });

    test('a Standard Webhooks delivery and a Stripe event are accepted', async () => {
      expect((await shop(JSON.stringify({ type: 'stock.replenished', data: stock }))).status).toBe(202);
      const intent = { id: 'pi_1', object: 'payment_intent', amount: 1, currency: 'eur', status: 'succeeded' };
      const event = { id: `evt_${someId()}`, object: 'event', type: 'payment_intent.succeeded', created: 1686089970 };
      expect((await stripe(JSON.stringify({ ...event, data: { object: intent } }))).status).toBe(202);
    });

    const ping = JSON.stringify({ zen: 'z', hook_id: 1 });
    test.each<[string, () => Promise<Answer>, number, string]>([
      [
        'no signature',
        () => post('github', ping, { 'x-github-event': 'ping', 'x-github-delivery': 'x' }),
        401,
        'unauthenticated',
      ],
      [
        'a wrong signature',
        () => github('ping', ping, 'x', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }),
        401,
        'unauthenticated',
      ],
      ['a stale timestamp', () => shop('{}', new Date(Date.now() - 301_000)), 401, 'unauthenticated'],
      ['a timestamp of the future', () => shop('{}', new Date(Date.now() + 400_000)), 401, 'unauthenticated'],
      ['a stale Stripe event', () => stripe('{}', Date.now() - 301_000), 401, 'unauthenticated'],
      ['an unknown partner', () => post('nobody', ping, {}), 404, 'not-found'],
      ['a partner whose name is none', () => post('GitHub', ping, {}), 404, 'not-found'],
      ['a body that is not JSON', () => github('ping', 'zen=1'), 400, 'malformed'],
      ['a prototype key', () => github('ping', '{"__proto__":{},"zen":"z","hook_id":1}'), 400, 'malformed'],
      ['an event without a contract', () => github('gollum', ping), 422, 'invalid'],
      ['a payload that breaks its contract', () => github('ping', '{"zen":1}'), 422, 'invalid'],
      ['a Standard Webhooks body without a type', () => shop('{"data":{}}'), 422, 'invalid'],
      [
        'more than an event may weigh',
        () => github('ping', JSON.stringify({ zen: 'z'.repeat(300_000), hook_id: 1 })),
        413,
        'too-large',
      ],
      [
        'more than a body may have',
        () => github('ping', JSON.stringify({ zen: 'z'.repeat(1_100_000), hook_id: 1 })),
        413,
        'too-large',
      ],
    ])('refuses %s', async (_name, send, status, kind) => {
      const answer = await send();
      expect(answer).toMatchObject({ status, body: { type: `urn:trestle:problem:${kind}`, status } });
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    });

    test('refuses a delivery id that was used for another body, and names each fault of a body', async () => {
      const id = someId();
      await github('ping', ping, id);
      expect(await github('ping', JSON.stringify({ zen: 'other', hook_id: 2 }), id)).toMatchObject({ status: 409 });
      const { body } = await github('ping', '{"zen":1}');
      expect(body.errors).toEqual([
        { pointer: '/data/hook_id', detail: 'is required' },
        { pointer: '/data/zen', detail: 'must be string' },
      ]);
    });
  });
}
