import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../webhooks/public-address.ts';
import type { Attempt } from '../webhooks/send-webhook.ts';
import type { SignedRequest } from '../webhooks/signed-request.ts';
import { hostOf, urlViolations } from '../webhooks/webhook-url.ts';

export interface PostOptions {
  readonly allowedHosts: readonly string[];
  /** Milliseconds for the whole exchange, whatever the receiver trickles. */
  readonly timeout: number;
  /** Looks names up; the system's own, but in tests. */
  readonly resolve?: typeof lookup;
}

/** The name leads to an address that is nobody's on the public Internet. */
class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError';
}

/**
 * Looks a name up for the connection that is being made, and refuses it if any of its addresses is private. Checked
 * here and not before, so that a name cannot lead elsewhere between the check and the connection.
 */
const publicLookup =
  (resolve: typeof lookup): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      const bad = addresses.find(({ address }) => !isPublicAddress(address));
      if (bad) {
        return callback(new PrivateAddressError(`${hostname} leads to ${bad.address}, in a private network.`), []);
      }
      if (options.all) return callback(null, addresses);
      const [first] = addresses;
      callback(null, first?.address ?? '', first?.family);
    });
  };

/** Posts a webhook. Follows no redirection, reads no answer's body, and never takes longer than `timeout`. */
export function httpsPost(
  text: string,
  { headers, body }: SignedRequest,
  { allowedHosts, timeout, resolve: resolver = lookup }: PostOptions,
): Promise<Attempt> {
  const [violation] = urlViolations(text, allowedHosts);
  if (violation !== undefined) return Promise.resolve({ answer: 'failed', detail: `The address ${violation}.` });
  const url = new URL(text);
  const allowed = allowedHosts.includes(url.host) || allowedHosts.includes(hostOf(url));
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(timeout),
        ...(allowed ? {} : { lookup: publicLookup(resolver) }),
      },
      (response) => {
        const retryAfter = response.headers['retry-after'];
        resolve({ answer: 'status', status: response.statusCode ?? 0, ...(retryAfter ? { retryAfter } : {}) });
        response.destroy();
      },
    );
    sent.on('error', (error) => {
      const detail =
        error.name === 'TimeoutError' || error.name === 'AbortError'
          ? `It did not answer within ${timeout / 1000} s.`
          : error.message;
      resolve({ answer: 'failed', detail });
    });
    sent.end(body);
  });
}
