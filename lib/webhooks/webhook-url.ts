import { isIP } from 'node:net';
import { isPublicAddress } from './public-address.ts';

const LONGEST = 2048;
/** Names that never lead to the public Internet. */
const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|intranet|home\.arpa|lan|test|invalid|onion)$/;

/** `[::1]` as a URL writes it, `::1` as everybody else does. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '');

/**
 * Why an address cannot be a webhook's. Names are looked up again with every delivery (`https-post.ts`): what a name
 * leads to may change after it was checked.
 * @param allowedHosts `host` or `host:port`, taken though they are private or without TLS
 */
export function urlViolations(text: string, allowedHosts: readonly string[]): readonly string[] {
  if (text.length > LONGEST) return [`has more than ${LONGEST} characters`];
  if (!URL.canParse(text)) return ['is no URL'];
  const url = new URL(text);
  const host = hostOf(url);
  if (url.username !== '' || url.password !== '') return ['must hold no user name or password'];
  if (allowedHosts.includes(host) || allowedHosts.includes(url.host)) {
    return url.protocol === 'http:' || url.protocol === 'https:' ? [] : ['must begin with "https://"'];
  }
  if (url.protocol !== 'https:') return ['must begin with "https://"'];
  if (url.port !== '') return ['must use the port 443'];
  if (isIP(host) !== 0) return isPublicAddress(host) ? [] : ['leads to a private network'];
  if (!host.includes('.') || PRIVATE_NAMES.test(host)) return ['leads to a private network'];
  return [];
}
