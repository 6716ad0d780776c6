import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { type Partner, type Partners, parsePartner } from '../../../../lib/partners/partner.ts';
import { receiveDelivery } from '../../../../lib/partners/receive-delivery.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const context = { correlationId: 'cor-1', provider: 'trestle', now: NOW };
const GITHUB_SECRET = 'It is a secret to everybody';
const SHOP_SECRET = Buffer.from('a shop has a secret').toString('base64');

const partner = (scheme: string, secret: string, previousSecret?: string): Partner =>
  parsePartner('p', JSON.stringify({ scheme, source: 'partner/trestle/acme/main', secret, previousSecret }));
const known: Record<string, Partner> = {
  github: partner('github', GITHUB_SECRET),
  shop: partner('standard-webhooks', SHOP_SECRET),
};
const find = async (name: string) => known[name];
const partners: Partners = { find, findFresh: find };

const payload = { zen: 'Keep it logically awesome.', hook_id: 7, repository: { full_name: 'octo/trestle' } };
const hub = (body: string | Buffer, secret = GITHUB_SECRET): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
const githubHeaders = (body: string | Buffer): Record<string, string> => ({
  'x-github-event': 'ping',
  'x-github-delivery': 'd-1',
  'x-hub-signature-256': hub(body),
});
const receive = (name: string, headers: Record<string, string>, body: string | Buffer, from = partners) =>
  receiveDelivery(name, { headers, body: Buffer.from(body) }, from, context);

describe('GitHub', () => {
  const body = JSON.stringify(payload);

  test('a signed delivery becomes an event', async () => {
    expect(await receive('github', githubHeaders(body), body)).toMatchObject({
      id: 'd-1',
      type: 'github.ping',
      source: 'partner/trestle/acme/main',
      tenant: 'acme',
      subject: 'octo/trestle',
      correlationid: 'cor-1',
      data: payload,
    });
  });

  test("GitHub's own example of a signature holds", async () => {
    // https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries#testing-the-webhook-payload-validation
    const example = 'Hello, World!';
    expect(hub(example, "It's a Secret to Everybody")).toBe(
      'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17',
    );
  });

  const { 'x-hub-signature-256': _, ...unsigned } = githubHeaders(body);
  test.each<[string, Record<string, string>, string, string]>([
    ['no signature', unsigned, body, 'unauthenticated'],
    ['an empty signature', { ...unsigned, 'x-hub-signature-256': '' }, body, 'unauthenticated'],
    [
      'the old SHA-1 signature',
      { ...unsigned, 'x-hub-signature-256': `sha1=${'0'.repeat(40)}` },
      body,
      'unauthenticated',
    ],
    ['half a signature', { ...unsigned, 'x-hub-signature-256': hub(body).slice(0, 40) }, body, 'unauthenticated'],
    [
      'a signature in capitals',
      { ...unsigned, 'x-hub-signature-256': hub(body).toUpperCase() },
      body,
      'unauthenticated',
    ],
    ["another secret's signature", { ...unsigned, 'x-hub-signature-256': hub(body, 'other') }, body, 'unauthenticated'],
    ['a body with one byte more', githubHeaders(body), `${body} `, 'unauthenticated'],
    ['an empty body', githubHeaders(body), '', 'unauthenticated'],
    ['a signed body that is not JSON', githubHeaders('zen=1'), 'zen=1', 'malformed'],
    ['a signed list', githubHeaders('[]'), '[]', 'malformed'],
    ['no delivery id', { ...githubHeaders(body), 'x-github-delivery': '' }, body, 'invalid'],
    ['no event name', { ...githubHeaders(body), 'x-github-event': '' }, body, 'invalid'],
    ['an event without a contract', { ...githubHeaders(body), 'x-github-event': 'gollum' }, body, 'invalid'],
    ['a payload that breaks the contract', githubHeaders('{}'), '{}', 'invalid'],
  ])('refuses %s', async (_name, headers, text, kind) => {
    await expect(receive('github', headers, text)).rejects.toMatchObject({ kind });
  });
});

describe('Standard Webhooks', () => {
  const data = { sku: 'RAIL-200', quantity: 5, replenishedAt: '2026-11-23T06:00:00Z' };
  const body = JSON.stringify({ type: 'stock.replenished', timestamp: '2026-11-23T06:00:01Z', data });
  const headersAt = (at: number, text = body, secret = SHOP_SECRET): Record<string, string> => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': `${Math.floor(at / 1000)}`,
    'webhook-signature': new Webhook(secret).sign('msg_1', new Date(at), text),
  });
  const headers = headersAt(NOW);

  test('a delivery signed by the reference library becomes an event', async () => {
    expect(await receive('shop', headers, body)).toMatchObject({
      id: 'msg_1',
      type: 'stock.replenished',
      time: '2026-11-23T06:00:01Z',
      data,
    });
  });

  test.each([
    ['299 s early', headersAt(NOW + 299_000)],
    ['300 s late', headersAt(NOW - 300_000)],
    [
      'with two signatures, the second right',
      { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` },
    ],
    ['with an asymmetric one beside', { ...headers, 'webhook-signature': `v1a,AAAA ${headers['webhook-signature']}` }],
  ])('takes one %s', async (_name, given) => {
    expect(await receive('shop', given, body)).toMatchObject({ id: 'msg_1' });
  });

  test.each<[string, Record<string, string>, string, string]>([
    ['301 s late', headersAt(NOW - 301_000), body, 'unauthenticated'],
    ['301 s early', headersAt(NOW + 301_000), body, 'unauthenticated'],
    ['a timestamp of another time', { ...headers, 'webhook-timestamp': `${NOW / 1000 - 1}` }, body, 'unauthenticated'],
    ['a timestamp that is no number', { ...headers, 'webhook-timestamp': 'now' }, body, 'unauthenticated'],
    ['a negative timestamp', { ...headers, 'webhook-timestamp': '-1' }, body, 'unauthenticated'],
    ['no timestamp', { ...headers, 'webhook-timestamp': '' }, body, 'unauthenticated'],
    ['no id', { ...headers, 'webhook-id': '' }, body, 'unauthenticated'],
    ['another id', { ...headers, 'webhook-id': 'msg_2' }, body, 'unauthenticated'],
    ['no signature', { ...headers, 'webhook-signature': '' }, body, 'unauthenticated'],
    ['only an asymmetric signature', { ...headers, 'webhook-signature': 'v1a,AAAA' }, body, 'unauthenticated'],
    [
      "another secret's signature",
      headersAt(NOW, body, Buffer.from('another secret').toString('base64')),
      body,
      'unauthenticated',
    ],
    ['another body', headers, body.replace('5', '6'), 'unauthenticated'],
    ['no type', headersAt(NOW, '{"data":{}}'), '{"data":{}}', 'invalid'],
    ['no data', headersAt(NOW, '{"type":"x"}'), '{"type":"x"}', 'invalid'],
    [
      'a timestamp that is an object',
      headersAt(NOW, '{"type":"x","timestamp":{},"data":{}}'),
      '{"type":"x","timestamp":{},"data":{}}',
      'invalid',
    ],
  ])('refuses %s', async (_name, given, text, kind) => {
    await expect(receive('shop', given, text)).rejects.toMatchObject({ kind });
  });
});

test('an unknown partner is not found, whatever it sends', async () => {
  await expect(receive('nobody', {}, '')).rejects.toMatchObject({ kind: 'not-found' });
});

test('while a secret is changed, the old one still holds', async () => {
  const both = { find: async () => partner('github', 'the new secret of all', GITHUB_SECRET), findFresh: find };
  const body = JSON.stringify(payload);
  expect(await receive('github', githubHeaders(body), body, both)).toMatchObject({ id: 'd-1' });
});

test('a signature that does not fit the remembered secret is tried with the newest', async () => {
  const body = JSON.stringify(payload);
  const changed = { find: async () => partner('github', 'the secret of yesterday'), findFresh: find };
  expect(await receive('github', githubHeaders(body), body, changed)).toMatchObject({ id: 'd-1' });
});

test.each([
  ['no JSON', 'secret'],
  ['an unknown scheme', '{"scheme":"md5","source":"partner/a/b/c","secret":"0123456789abcdef"}'],
  ['a source of another form', '{"scheme":"github","source":"acme","secret":"0123456789abcdef"}'],
  ['a secret that is too short', '{"scheme":"github","source":"partner/a/b/c","secret":"short"}'],
  ['no secret', '{"scheme":"github","source":"partner/a/b/c"}'],
])('a partner kept as %s is a mistake of ours', (_name, text) => {
  expect(() => parsePartner('p', text)).toThrow(expect.objectContaining({ name: 'PartnerConfigurationError' }));
});
