import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../core/clock.ts';
import type { EdgeRequest, EdgeResponse } from '../../core/service.ts';
import type { FunctionVersion } from './function.ts';
import type { LambdaState } from './state.ts';

/** Where `Code.Location` of GetFunction leads: an address with a signature, good for ten minutes, as AWS's is. */
const PREFIX = '/_aws/lambda/code/';
const LIFETIME_SECONDS = 600;

const signed = ({ linkSecret }: LambdaState, sha256: string, expires: string): string =>
  createHmac('sha256', linkSecret).update(`${sha256}/${expires}`).digest('hex');

export function codeLocation(
  state: LambdaState,
  { codeSha256 }: Pick<FunctionVersion, 'codeSha256'>,
  now: Instant,
): string {
  const hex = Buffer.from(codeSha256, 'base64').toString('hex');
  const expires = String(Math.floor(now / 1000) + LIFETIME_SECONDS);
  return `${state.deps.endpoint()}${PREFIX}${hex}?Expires=${expires}&Signature=${signed(state, hex, expires)}`;
}

const denied: EdgeResponse = { status: 403, headers: { 'content-type': 'text/plain' }, body: 'Access Denied' };

/** Answers a request for a function's code; undefined where the address is another. */
export function serveCode(state: LambdaState, { url, method }: EdgeRequest): EdgeResponse | undefined {
  if (!url.startsWith(PREFIX)) return undefined;
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  const hex = pathname.slice(PREFIX.length);
  const expires = searchParams.get('Expires') ?? '';
  const [given, wanted] = [searchParams.get('Signature') ?? '', signed(state, hex, expires)];
  const isGood = given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));
  if (method !== 'GET' || !isGood || Number(expires) * 1000 < state.deps.clock.now()) return denied;
  const bytes = state.code.get(Buffer.from(hex, 'hex').toString('base64'));
  return bytes ? { status: 200, headers: { 'content-type': 'application/zip' }, body: bytes } : denied;
}
