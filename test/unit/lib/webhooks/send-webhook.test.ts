import { Webhook } from 'standardwebhooks';
import type { Subscription } from '../../../../lib/subscriptions/subscription.ts';
import { nextPause, PAUSES } from '../../../../lib/webhooks/schedule.ts';
import { type Attempt, sendWebhook } from '../../../../lib/webhooks/send-webhook.ts';
import type { SignedRequest } from '../../../../lib/webhooks/signed-request.ts';
import { someEvent } from '../../../support/events.ts';

const now = new Date();
const [NEW, OLD, LONG_GONE] = ['new', 'old', 'gone'].map(
  (text) => `whsec_${Buffer.from(`the ${text} secret`).toString('base64')}`,
);
const at = (seconds: number): string => new Date(now.getTime() + seconds * 1000).toISOString();

const subscription = (more: Partial<Subscription> = {}): Subscription => ({
  id: 'sub-000000000001',
  tenant: 'acme',
  name: 'mine',
  pattern: {},
  target: { kind: 'webhook', url: 'https://example.com/hook' },
  state: 'ACTIVE',
  secrets: [{ secret: NEW ?? '' }, { secret: OLD ?? '', until: at(60) }, { secret: LONG_GONE ?? '', until: at(-1) }],
  pauses: [],
  createdAt: at(-1000),
  updatedAt: at(-1000),
  revision: '1',
  ...more,
});

function harness(attempt: Attempt, found: Subscription | undefined = subscription()) {
  const posted: [string, SignedRequest][] = [];
  const disabled: string[] = [];
  const message = { tenant: 'acme', subscription: 'sub-000000000001', event: someEvent('e-1') };
  const send = (tries: number) =>
    sendWebhook(message, tries, {
      find: async () => found,
      async post(url, request) {
        posted.push([url, request]);
        return attempt;
      },
      async disable(_subscription, reason) {
        disabled.push(reason);
      },
      now,
    });
  return { posted, disabled, send };
}
const status = (code: number, retryAfter?: string): Attempt => ({
  answer: 'status',
  status: code,
  ...(retryAfter ? { retryAfter } : {}),
});

test('a delivery can be verified with each secret that still holds, and with no other', async () => {
  const { posted, send } = harness(status(204));
  expect(await send(1)).toEqual({ fate: 'delivered', status: 204 });
  const [url, { headers, body }] = posted[0] ?? ['', { headers: {}, body: '' }];
  expect(url).toBe('https://example.com/hook');
  for (const secret of [NEW, OLD])
    expect(new Webhook(secret ?? '').verify(body, { ...headers })).toMatchObject({ id: 'e-1' });
  expect(() => new Webhook(LONG_GONE ?? '').verify(body, { ...headers })).toThrow();
  expect(headers['webhook-id']).toBe('e-1');
});

test.each<[string, Attempt, string]>([
  ['500', status(500), 'It answered 500.'],
  ['404', status(404), 'It answered 404.'],
  ['100', status(100), 'It answered 100.'],
  [
    'a redirection',
    status(302),
    'It answered 302; redirections are not followed, for the address was checked and the new one was not.',
  ],
  ['nothing', { answer: 'failed', detail: 'It did not answer within 10 s.' }, 'It did not answer within 10 s.'],
])('%s is tried again, over a day, and then kept with its cause', async (_name, attempt, cause) => {
  const { send } = harness(attempt);
  for (const [index, pause] of PAUSES.entries()) expect(await send(index + 1)).toEqual({ fate: 'again', pause, cause });
  expect(await send(PAUSES.length + 1)).toEqual({
    fate: 'dead',
    cause: `${cause} It was the last try of ${PAUSES.length + 1}.`,
  });
  expect(PAUSES.reduce<number>((sum, pause) => sum + pause, 0)).toBeGreaterThan(23 * 3600);
});

test('410 disables the subscription', async () => {
  const { disabled, send } = harness(status(410));
  expect(await send(1)).toEqual({ fate: 'dead', cause: 'It answered 410.' });
  expect(disabled).toEqual(['https://example.com/hook answered 410, that it is gone.']);
});

test.each<[string, Subscription | undefined, object]>([
  ['is deleted', undefined, { fate: 'dropped', cause: 'The subscription was deleted.' }],
  [
    'is being deleted',
    subscription({ state: 'DELETING' }),
    { fate: 'dropped', cause: 'The subscription was deleted.' },
  ],
  ['is disabled', subscription({ state: 'DISABLED' }), { fate: 'dead', cause: 'The subscription was disabled.' }],
  [
    'is no webhook',
    subscription({ target: { kind: 'queue' } }),
    { fate: 'dropped', cause: 'The subscription is no webhook.' },
  ],
])('nothing is sent when the subscription %s', async (_name, found, fate) => {
  const posted: string[] = [];
  const result = await sendWebhook({ tenant: 'acme', subscription: 'x', event: someEvent('e') }, 1, {
    find: async () => found,
    async post(url) {
      posted.push(url);
      return status(200);
    },
    disable: async () => undefined,
    now,
  });
  expect(result).toEqual(fate);
  expect(posted).toEqual([]);
});

test.each<[string, number, string | undefined, number | undefined]>([
  ['the plan', 1, undefined, 5],
  ['a longer wish', 1, '120', 120],
  ['a shorter wish', 3, '1', 120],
  ['a wish in vain', 1, 'soon', 5],
  ['a negative wish', 1, '-5', 5],
  ['a wish for a year', 1, '31536000', 43_200],
  ['a date', 1, new Date(now.getTime() + 60_000).toUTCString(), 60],
  ['a date gone by', 1, new Date(now.getTime() - 60_000).toUTCString(), 5],
  ['after the last try', 11, '5', undefined],
])('the pause follows %s', (_name, tries, retryAfter, pause) => {
  expect(nextPause(tries, retryAfter, Math.floor(now.getTime() / 1000) * 1000)).toBe(pause);
});
