import { AwsError } from '../core/aws-error.ts';
import type { TimestampFormat } from './model.ts';

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)$/;

/** @throws AwsError `SerializationException` where the text or number is no time */
export function readTimestamp(value: unknown): Date {
  if (typeof value === 'number' && Number.isFinite(value)) return new Date(Math.round(value * 1000));
  if (typeof value === 'string') {
    if (/^-?\d+(\.\d+)?$/.test(value)) return new Date(Math.round(Number(value) * 1000));
    const parsed = ISO.test(value) || value.endsWith('GMT') ? new Date(value) : undefined;
    if (parsed && !Number.isNaN(parsed.getTime())) return parsed;
  }
  throw new AwsError('SerializationException', `${JSON.stringify(value)} can not be converted to a Timestamp`);
}

const WRITERS: Record<TimestampFormat, (time: Date) => string | number> = {
  unixTimestamp: (time) => time.getTime() / 1000,
  iso8601: (time) => time.toISOString(),
  rfc822: (time) => time.toUTCString(),
};

export const writeTimestamp = (time: Date, format: TimestampFormat): string | number => WRITERS[format](time);
