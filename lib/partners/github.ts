import { InvalidInputError } from '../errors.ts';
import { isObject } from '../json.ts';
import { type PartnerScheme, SignatureError } from './partner-scheme.ts';
import { anyEqual, hmacSha256 } from './signature.ts';

const FORM = /^sha256=([0-9a-f]{64})$/;

/**
 * GitHub: HMAC-SHA256 of the body in hex; no timestamp, so the delivery id alone guards against replays.
 * https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 */
export const github: PartnerScheme = {
  verify({ headers, body }, secrets) {
    const [, hex] = FORM.exec(headers['x-hub-signature-256'] ?? '') ?? [];
    if (hex === undefined) throw new SignatureError('The header X-Hub-Signature-256 is missing or malformed.');
    const expected = secrets.map((secret) => hmacSha256(secret, body));
    if (!anyEqual(expected, [Buffer.from(hex, 'hex')]))
      throw new SignatureError('The signature does not fit the body.');
  },
  read({ headers }, payload) {
    const id = headers['x-github-delivery'];
    const event = headers['x-github-event'];
    if (!id || !event) {
      throw new InvalidInputError('GitHub names every delivery; this one has no name.', [
        { pointer: '', detail: 'the headers X-GitHub-Delivery and X-GitHub-Event are required' },
      ]);
    }
    const { repository } = payload;
    const subject = isObject(repository) ? repository.full_name : undefined;
    return { id, type: `github.${event}`, data: payload, ...(typeof subject === 'string' ? { subject } : {}) };
  },
};
