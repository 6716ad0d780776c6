/** An address as a number. An IPv4 address mapped into IPv6 counts as IPv4, as in Java, which EventBridge is written in. */
export interface IpAddress {
  readonly family: 4 | 6;
  readonly bits: bigint;
}

const V4 = /^\d+\.\d+\.\d+\.\d+$/;
const V6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;
const MAPPED = 0xffffn << 32n;

/** Whether a text has the shape of an address, although it may not be one, such as 300.0.0.1. */
export const looksLikeIp = (text: string): boolean => V4.test(text) || V6.test(text);

export function parseIp(text: string): IpAddress | undefined {
  if (V4.test(text)) return parseV4(text);
  return V6.test(text) ? parseV6(text) : undefined;
}

function parseV4(text: string): IpAddress | undefined {
  let bits = 0n;
  for (const part of text.split('.')) {
    const byte = Number(part);
    if (byte > 255) return undefined;
    bits = (bits << 8n) | BigInt(byte);
  }
  return { family: 4, bits };
}

function parseV6(text: string): IpAddress | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [left = [], right = []] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const missing = 8 - left.length - right.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  let bits = 0n;
  for (const group of [...left, ...Array<string>(missing).fill('0'), ...right]) {
    if (group === '' || group.length > 4) return undefined;
    bits = (bits << 16n) | BigInt(`0x${group}`);
  }
  return bits >> 32n === MAPPED >> 32n ? { family: 4, bits: bits & 0xffffffffn } : { family: 6, bits };
}
