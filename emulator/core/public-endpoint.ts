import { BlockList, isIP } from 'node:net';

/** Addresses that no one outside of a network can reach. https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6');

/** Host names that are public nowhere. https://www.rfc-editor.org/rfc/rfc6761 */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|invalid|test)$/;

function isPrivate(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(address);
  return family === 0 ? LOCAL_NAME.test(hostname) : PRIVATE.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Whether AWS could send a request to an address: HTTPS, and a host that is not private by its very name.
 * @param local whether plain HTTP and private hosts are let through as well, to try things out on one machine
 */
export function isPublicEndpoint(text: string, local: boolean): boolean {
  const url = URL.parse(text);
  if (!url || url.username || url.password || url.hash || url.hostname.includes('*')) return false;
  if (url.protocol === 'https:') return local || !isPrivate(url.hostname);
  return local && url.protocol === 'http:' && isPrivate(url.hostname);
}
