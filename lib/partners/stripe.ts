import { InvalidInputError } from '../errors.ts';
import { isObject } from '../json.ts';
import { type PartnerScheme, SignatureError } from './partner-scheme.ts';
import { anyEqual, checkTimestamp, hmacSha256 } from './signature.ts';

/** `t=…,v1=…,v1=…`: the values under each name; other names (`v0`) are none of ours. */
function parseHeader(header: string): { readonly timestamp: string | undefined; readonly signatures: Buffer[] } {
  const pairs = header.split(',').map((part): [string, string] => {
    const at = part.indexOf('=');
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  });
  return {
    timestamp: pairs.find(([name]) => name === 't')?.[1],
    signatures: pairs
      .filter(([name, value]) => name === 'v1' && /^[0-9a-f]{64}$/.test(value))
      .map(([, value]) => Buffer.from(value, 'hex')),
  };
}

/**
 * Stripe: HMAC-SHA256 of `timestamp.body` in hex; two signatures while an endpoint's secret is rolled.
 * https://docs.stripe.com/webhooks#verify-manually
 */
export const stripe: PartnerScheme = {
  verify({ headers, body }, secrets, now) {
    const { timestamp, signatures } = parseHeader(headers['stripe-signature'] ?? '');
    if (signatures.length === 0) throw new SignatureError('The header Stripe-Signature is missing or malformed.');
    checkTimestamp(timestamp, now);
    const expected = secrets.map((secret) => hmacSha256(secret, `${timestamp}.`, body));
    if (!anyEqual(expected, signatures)) throw new SignatureError('The signature does not fit the body.');
  },
  read(_delivery, payload) {
    const { id, type, created, data } = payload;
    if (typeof id !== 'string' || typeof type !== 'string' || typeof created !== 'number') {
      throw new InvalidInputError('The body is no Stripe event.', [
        { pointer: '', detail: 'must have id, type and created' },
      ]);
    }
    const object = isObject(data) ? data.object : undefined;
    const subject = isObject(object) && typeof object.id === 'string' ? { subject: object.id } : {};
    return { id, type: `stripe.${type}`, data: payload, time: new Date(created * 1000).toISOString(), ...subject };
  },
};
