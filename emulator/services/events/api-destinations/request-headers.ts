import { lowered } from '../connections/auth-headers.ts';

type Pairs = readonly (readonly [name: string, value: string])[];

/** Sent with every request, whatever a target or a connection says. */
const FIXED = {
  'user-agent': 'Amazon/EventBridge/ApiDestinations',
  range: 'bytes=0-1048575',
  'accept-encoding': 'gzip,deflate',
  connection: 'close',
};

/** What EventBridge takes out of a request. */
const REMOVED: ReadonlySet<string> = new Set([
  ...['a-im', 'accept-charset', 'accept-datetime', 'accept-encoding', 'cache-control', 'connection'],
  ...['content-encoding', 'content-length', 'content-md5', 'date', 'expect', 'forwarded', 'from', 'host'],
  ...['http2-settings', 'if-match', 'if-modified-since', 'if-none-match', 'if-range', 'if-unmodified-since'],
  ...['max-forwards', 'origin', 'pragma', 'proxy-authorization', 'range', 'referer', 'te', 'trailer'],
  ...['transfer-encoding', 'user-agent', 'upgrade', 'via', 'warning'],
]);

/**
 * The headers of a request: what the connection says wins over what the target says, and its authorization over both.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html#eb-api-destination-headers
 */
export function requestHeaders(
  target: Pairs,
  connection: Pairs,
  authorization: Readonly<Record<string, string>>,
): Record<string, string> {
  const own = { ...lowered(target), ...lowered(connection), ...authorization };
  const kept = Object.entries(own).filter(([name]) => !REMOVED.has(name));
  return { 'content-type': 'application/json; charset=utf-8', ...Object.fromEntries(kept), ...FIXED };
}
