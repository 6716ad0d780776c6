import { AwsError } from '../core/aws-error.ts';
import type { Shape } from './model.ts';
import { readTimestamp } from './timestamps.ts';

const numberOf = (text: string, whole: boolean): number => {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value) || (whole && !Number.isInteger(value))) {
    throw new AwsError(
      'SerializationException',
      `'${text}' can not be converted to a${whole ? 'n Integer' : ' Double'}`,
    );
  }
  return value;
};

const READERS: Partial<Record<Shape['type'], (text: string) => unknown>> = {
  integer: (text) => numberOf(text, true),
  long: (text) => numberOf(text, true),
  float: (text) => numberOf(text, false),
  double: (text) => numberOf(text, false),
  boolean: (text) => {
    const lower = text.toLowerCase();
    if (lower === 'true' || lower === 'false') return lower === 'true';
    throw new AwsError('SerializationException', `'${text}' can not be converted to a Boolean`);
  },
  timestamp: readTimestamp,
  blob: (text) => new Uint8Array(Buffer.from(text, 'base64')),
};

/**
 * A text from a query string, a header, a path or an XML element as the value of its shape.
 * @throws AwsError `SerializationException` where it is none
 */
export const readText = (text: string, shape: Shape): unknown =>
  (READERS[shape.type] ?? ((same: string) => same))(text);
