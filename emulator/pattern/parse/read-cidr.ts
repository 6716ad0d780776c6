import type { Predicate } from '../pattern.ts';
import { PatternError } from '../pattern-error.ts';
import { looksLikeIp, parseIp } from '../values/ip-address.ts';
import { closeExpression, type Operator } from './operator.ts';

/** Errors inside the block itself come without a place in the pattern. */
export const readCidr: Operator = (reader, token) => {
  if (token !== 'string') reader.fail('prefix match pattern must be a string');
  const predicate = cidrOf(reader.text);
  closeExpression(reader);
  return predicate;
};

/** A block begins at its address as written, bits behind the mask included, and ends where the block does. */
function cidrOf(block: string): Predicate {
  const parts = block.replace(/\/+$/, '').split('/');
  const [ip = '', mask = ''] = parts;
  if (parts.length !== 2) throw new PatternError("Malformed CIDR, one '/' required");
  const bits = Number(mask);
  if (!/^[+-]?\d+$/.test(mask) || Math.abs(bits) > 0x7fffffff) {
    throw new PatternError('Malformed CIDR, mask bits must be an integer');
  }
  if (bits < 0) throw new PatternError('Malformed CIDR, mask bits must not be negative');
  const address = parseIp(ip);
  if (address === undefined) {
    throw new PatternError(`${looksLikeIp(ip) ? 'Invalid' : 'Nonstandard'} IP address: ${ip}`);
  }
  const { family, bits: low } = address;
  const width = family === 4 ? 32 : 128;
  // A block of one address is refused too: AWS was recorded doing so, whatever newer versions of its library take.
  if (bits >= width) throw new PatternError(`IPv${family} mask bits must be < ${width}`);
  return { kind: 'cidr', family, low, high: low | ((1n << BigInt(width - bits)) - 1n) };
}
