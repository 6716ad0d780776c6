import { hashKey, makeKey } from '../../../../lib/tenants/api-key.ts';
import { recognise } from '../../../../lib/tenants/recognise.ts';
import type { ApiKey } from '../../../../lib/tenants/tenant.ts';

const { key, keyId } = makeKey(Buffer.alloc(38, 7));
const revoked = makeKey(Buffer.alloc(38, 8)).key;
const tenants = {
  async findKey(hash: string): Promise<ApiKey | undefined> {
    const state = hash === hashKey(key) ? 'ACTIVE' : hash === hashKey(revoked) ? 'REVOKED' : undefined;
    return state && { tenant: 'acme', keyId, state, createdAt: '2026-11-23T12:00:00.000Z' };
  },
};

test.each([[`Bearer ${key}`], [`bearer ${key}`], [`BEARER ${key}`]])('%s is recognised', async (header) => {
  expect(await recognise(header, tenants)).toEqual({ tenant: 'acme', keyId });
});

test.each<[string, string | undefined, string]>([
  ['no header', undefined, 'missing'],
  ['an empty header', '', 'missing'],
  ['the key alone', key, 'wrong'],
  ['another scheme', `Basic ${key}`, 'wrong'],
  ['a key that is cut', `Bearer ${key.slice(0, -1)}`, 'wrong'],
  ['a key with more', `Bearer ${key}A`, 'wrong'],
  ['two keys', `Bearer ${key} ${key}`, 'wrong'],
  ['another key', `Bearer ${makeKey(Buffer.alloc(38, 9)).key}`, 'wrong'],
  ['the hash of a key', `Bearer ${hashKey(key)}`, 'wrong'],
  ['a key that was revoked', `Bearer ${revoked}`, 'revoked'],
])('%s is not', async (_name, header, refusal) => {
  expect(await recognise(header, tenants)).toEqual({ refusal });
});

test('a key tells its name, and its hash does not tell the key', () => {
  expect(key).toMatch(/^trk_[A-Za-z0-9_-]{8}_[A-Za-z0-9_-]{43}$/);
  expect(key.split('_')[1]).toBe(keyId);
  expect(hashKey(key)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(hashKey('anything else')).toBeUndefined();
});
