import { createHmac } from 'node:crypto';
import { stripe } from '../../../../lib/partners/stripe.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const SECRET = 'whsec_test_secret_of_stripe';
const payload = {
  id: 'evt_1',
  object: 'event',
  type: 'charge.refunded',
  created: 1686089970,
  data: { object: { id: 'ch_1' } },
};
const body = JSON.stringify(payload);
const sign = (t: number, secret = SECRET, text = body): string =>
  createHmac('sha256', secret).update(`${t}.${text}`).digest('hex');
const verify = (header: string | undefined, secrets: readonly string[] = [SECRET], text = body): void =>
  stripe.verify({ headers: { 'stripe-signature': header }, body: Buffer.from(text) }, secrets, NOW);
const T = NOW / 1000;

test.each([
  ['Stripe’s header', `t=${T},v1=${sign(T)}`],
  ['another order', `v1=${sign(T)},t=${T}`],
  ['blanks', `t=${T}, v1=${sign(T)}`],
  ['an old scheme beside', `t=${T},v0=${'0'.repeat(64)},v1=${sign(T)}`],
  ['two signatures while the secret is rolled', `t=${T},v1=${sign(T, 'other')},v1=${sign(T)}`],
  ['300 s late', `t=${T - 300},v1=${sign(T - 300)}`],
])('takes %s', (_name, header) => {
  expect(() => verify(header)).not.toThrow();
});

test.each<[string, string | undefined]>([
  ['no header', undefined],
  ['an empty header', ''],
  ['no timestamp', `v1=${sign(T)}`],
  ['no signature', `t=${T}`],
  ['the old scheme alone', `t=${T},v0=${sign(T)}`],
  ['a signature that is cut', `t=${T},v1=${sign(T).slice(1)}`],
  ['another secret', `t=${T},v1=${sign(T, 'other')}`],
  ['another time', `t=${T + 1},v1=${sign(T)}`],
  ['301 s late', `t=${T - 301},v1=${sign(T - 301)}`],
  ['301 s early', `t=${T + 301},v1=${sign(T + 301)}`],
  ['a time that is none', `t=now,v1=${sign(T)}`],
  ['another body', `t=${T},v1=${sign(T, SECRET, `${body} `)}`],
])('refuses %s', (_name, header) => {
  expect(() => verify(header)).toThrow(expect.objectContaining({ kind: 'unauthenticated' }));
});

test('reads the event as it is, with its own id, time and subject', () => {
  expect(stripe.read({ headers: {}, body: Buffer.from(body) }, payload)).toEqual({
    id: 'evt_1',
    type: 'stripe.charge.refunded',
    data: payload,
    time: '2023-06-06T22:19:30.000Z',
    subject: 'ch_1',
  });
});

test.each([[{}], [{ ...payload, id: 1 }], [{ ...payload, type: null }], [{ ...payload, created: 'x' }]])(
  'refuses %j',
  (value) => {
    expect(() => stripe.read({ headers: {}, body: Buffer.from('') }, value)).toThrow(
      expect.objectContaining({ kind: 'invalid' }),
    );
  },
);
