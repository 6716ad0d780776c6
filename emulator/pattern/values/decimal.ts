/** The largest number EventBridge compares, in millionths: five thousand million. */
const LIMIT = 5e15;
/** Digits behind the decimal point that it compares. */
const PLACES = 6;

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/** Why a number cannot be compared. */
export type Incomparable = 'too-large' | 'too-fine';

/**
 * A JSON number in millionths, exactly: 300, 300.0 and 3.0e2 are one number.
 * EventBridge compares numbers from -5.0e9 to 5.0e9 with six places; all those are whole and safe here.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching
 */
export function microsOf(text: string): number | Incomparable {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = NUMBER.exec(text) ?? [];
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return 0;
  const scale = Number(exponent) - fraction.length + (digits.length - significant.length);
  if (scale < -PLACES) return 'too-fine';
  if (significant.length + scale > 10) return 'too-large';
  const micros = Number(`${significant}e${scale + PLACES}`);
  return micros > LIMIT ? 'too-large' : sign === '-' ? -micros : micros;
}

/** The same, NaN for what cannot be compared. */
export function comparableMicros(text: string): number {
  const micros = microsOf(text);
  return typeof micros === 'number' ? micros : Number.NaN;
}
