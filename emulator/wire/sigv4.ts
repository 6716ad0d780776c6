import { createHash, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import { headerOf, type WireRequest } from './codec.ts';

/** What a signature says about who signed, for which service and where. */
export interface Signature {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  /** The signing name: `events`, `states`, `monitoring`, `execute-api` … */
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly sessionToken: string | undefined;
  /** `20261123T200000Z` */
  readonly time: string;
  readonly presigned: boolean;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256\s+Credential=([^/,\s]+)\/(\d{8})\/([^/,\s]+)\/([^/,\s]+)\/aws4_request,\s*SignedHeaders=([^,\s]+),\s*Signature=([0-9a-f]+)$/;

/** The signature of a request, from its header or its query string; undefined where it is unsigned or malformed. */
export function signatureOf({ headers, query }: Pick<WireRequest, 'headers' | 'query'>): Signature | undefined {
  const found = AUTHORIZATION.exec(headerOf(headers, 'authorization') ?? '');
  if (found) {
    const [, accessKeyId = '', date = '', region = '', service = '', signed = '', signature = ''] = found;
    return {
      accessKeyId,
      date,
      region,
      service,
      signature,
      signedHeaders: signed.split(';'),
      sessionToken: headerOf(headers, 'x-amz-security-token'),
      time: headerOf(headers, 'x-amz-date') ?? '',
      presigned: false,
    };
  }
  const scope = query.get('X-Amz-Credential')?.split('/');
  if (scope?.length !== 5) return undefined;
  const [accessKeyId = '', date = '', region = '', service = ''] = scope;
  return {
    accessKeyId,
    date,
    region,
    service,
    signature: query.get('X-Amz-Signature') ?? '',
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    sessionToken: query.get('X-Amz-Security-Token') ?? undefined,
    time: query.get('X-Amz-Date') ?? '',
    presigned: true,
  };
}

const hmac = (key: string | Buffer | KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

function canonicalQuery(query: URLSearchParams): string {
  const pairs = [...query]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const);
  pairs.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0));
  return pairs.map(([name, value]) => `${name}=${value}`).join('&');
}

/** S3 signs the path as it is sent; all others encode it once more. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html */
const canonicalPath = (path: string, service: string): string =>
  service === 's3' ? path : path.split('/').map(encode).join('/');

/** Keys for a day, region and service take five digests to make, and one session asks with the same for an hour. */
const MOST_KEYS = 1000;
const signingKeys = new Map<string, KeyObject>();

function signingKey(secret: string, { date, region, service }: Signature): KeyObject {
  const name = `${date}/${region}/${service}/${secret}`;
  const known = signingKeys.get(name);
  if (known) return known;
  // Node takes ten times as long over a key that is given as bytes.
  const key = createSecretKey([region, service, 'aws4_request'].reduce(hmac, hmac(`AWS4${secret}`, date)));
  if (signingKeys.size >= MOST_KEYS) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

/** Whether the request bears the signature that `secret` makes. `body` is the body as it was sent. */
export function isSignedWith(secret: string, signed: Signature, request: WireRequest, body: Uint8Array): boolean {
  const headers = signed.signedHeaders
    .map((name) => `${name}:${(headerOf(request.headers, name) ?? '').trim().replace(/\s+/g, ' ')}\n`)
    .join('');
  const payload = signed.presigned
    ? 'UNSIGNED-PAYLOAD'
    : (headerOf(request.headers, 'x-amz-content-sha256') ?? sha256(body));
  if (/^[0-9a-f]{64}$/.test(payload) && payload !== sha256(body)) return false;
  const canonical = [
    request.method,
    canonicalPath(request.path, signed.service),
    canonicalQuery(request.query),
    headers,
    signed.signedHeaders.join(';'),
    payload,
  ].join('\n');
  const scope = `${signed.date}/${signed.region}/${signed.service}/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', signed.time, scope, sha256(canonical)].join('\n');
  const [expected, actual] = [hmac(signingKey(secret, signed), text), Buffer.from(signed.signature, 'hex')];
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
