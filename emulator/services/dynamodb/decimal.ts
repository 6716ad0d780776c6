import { validation } from './errors.ts';

/** `coefficient × 10^-scale`. */
interface Decimal {
  readonly coefficient: bigint;
  readonly scale: number;
}

const PLAIN = /^(-?)(\d*)\.?(\d*)$/;
const MOST_DIGITS = 38;
const LARGEST_EXPONENT = 125;
const SMALLEST_EXPONENT = -130;

/** @param text a number as DynamoDB stores it: digits and a point, no exponent */
function parse(text: string): Decimal {
  const [, sign = '', whole = '', fraction = ''] = PLAIN.exec(text) ?? [];
  const coefficient = BigInt(whole + fraction || '0');
  return { coefficient: sign === '-' ? -coefficient : coefficient, scale: fraction.length };
}

const aligned = (a: Decimal, b: Decimal): readonly [bigint, bigint, number] => {
  const scale = Math.max(a.scale, b.scale);
  const raise = (d: Decimal): bigint => d.coefficient * 10n ** BigInt(scale - d.scale);
  return [raise(a), raise(b), scale];
};

function format(coefficient: bigint, scale: number): string {
  const negative = coefficient < 0n;
  const digits = String(negative ? -coefficient : coefficient).padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Digits that count, and the power of ten of the first of them; zero has no digits. */
export function scientific(text: string): { negative: boolean; digits: string; exponent: number } {
  const { coefficient, scale } = parse(text);
  const all = String(coefficient < 0n ? -coefficient : coefficient);
  const digits = all === '0' ? '' : all.replace(/0+$/, '');
  return { negative: coefficient < 0n, digits, exponent: all.length - 1 - scale };
}

/** -1, 0 or 1. */
export function compareDecimals(a: string, b: string): number {
  const [x, y] = aligned(parse(a), parse(b));
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * @throws AwsError `ValidationException` where the sum leaves DynamoDB's range or has over 38 digits
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
export function addDecimals(a: string, b: string, sign: 1 | -1 = 1): string {
  const [x, y, scale] = aligned(parse(a), parse(b));
  const sum = format(sign === 1 ? x + y : x - y, scale);
  const { digits, exponent } = scientific(sum);
  if (digits !== '' && exponent > LARGEST_EXPONENT)
    throw validation('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (digits !== '' && exponent < SMALLEST_EXPONENT)
    throw validation('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  if (digits.length > MOST_DIGITS) throw validation('Attempting to store more than 38 significant digits in a Number');
  return sum;
}
