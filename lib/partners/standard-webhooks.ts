import { InvalidInputError } from '../errors.ts';
import { isObject, type JsonObject } from '../json.ts';
import { type PartnerScheme, SignatureError } from './partner-scheme.ts';
import { anyEqual, checkTimestamp, hmacSha256 } from './signature.ts';

/** The key is base64, with or without the prefix that marks it. */
export const signingKey = (secret: string): Buffer => Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** `v1` only: `v1a` is asymmetric and not offered here. */
const given = (header: string): Buffer[] =>
  header
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3), 'base64'));

/**
 * Standard Webhooks: HMAC-SHA256 of `id.timestamp.body`, several signatures while a secret is changed.
 * https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const standardWebhooks: PartnerScheme = {
  verify({ headers, body }, secrets, now) {
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers;
    if (!id || !signature) throw new SignatureError('The headers webhook-id and webhook-signature are required.');
    checkTimestamp(timestamp, now);
    const expected = secrets.map((secret) => hmacSha256(signingKey(secret), `${id}.${timestamp}.`, body));
    if (!anyEqual(expected, given(signature))) throw new SignatureError('The signature does not fit the body.');
  },
  read({ headers }, payload) {
    const { type, timestamp, data } = payload;
    const wrong = [
      ...(typeof type === 'string' ? [] : [{ pointer: '/type', detail: 'must be the event type, a string' }]),
      ...(isObject(data) ? [] : [{ pointer: '/data', detail: 'must be an object' }]),
      ...(timestamp === undefined || typeof timestamp === 'string'
        ? []
        : [{ pointer: '/timestamp', detail: 'must be a date-time, a string' }]),
    ];
    if (wrong.length > 0) throw new InvalidInputError('The body is no Standard Webhooks payload.', wrong);
    return {
      id: headers['webhook-id'] ?? '',
      type: String(type),
      data: data as JsonObject,
      ...(typeof timestamp === 'string' ? { time: timestamp } : {}),
    };
  },
};
