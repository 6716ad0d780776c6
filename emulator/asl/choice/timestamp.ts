import type { Json } from '../json.ts';
import { parseTimestamp } from '../timestamp.ts';
import { orderOperators } from './operator.ts';

const time = (value: Json): number => (typeof value === 'string' ? (parseTimestamp(value) ?? Number.NaN) : Number.NaN);

/** Points of time, whatever their offsets. */
export const TIMESTAMP = orderOperators('Timestamp', 'timestamp', (a, b) => time(a) - time(b));
