import type { CloudEvent } from '../events/cloud-event.ts';
import { hmacSha256 } from '../partners/signature.ts';
import { signingKey } from '../partners/standard-webhooks.ts';

export interface SignedRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * A delivery as Standard Webhooks signs it; while a secret is changed over, with a signature of each.
 * The body is the CloudEvent, with the members `type`, `timestamp` and `data` that Standard Webhooks expects.
 * @param secrets the newest first
 */
export function signedRequest(event: CloudEvent, secrets: readonly string[], now: Date): SignedRequest {
  const body = JSON.stringify({ ...event, timestamp: event.time });
  const timestamp = Math.floor(now.getTime() / 1000);
  const signatures = secrets.map((secret) => {
    const signature = hmacSha256(signingKey(secret), `${event.id}.${timestamp}.`, body);
    return `v1,${signature.toString('base64')}`;
  });
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'trestle-webhooks/1',
      'webhook-id': event.id,
      'webhook-timestamp': `${timestamp}`,
      'webhook-signature': signatures.join(' '),
    },
  };
}
