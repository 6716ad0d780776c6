import { orderOperators } from './operator.ts';

/** Texts in the order of their UTF-16 units, as Java compares them. */
export const STRING = orderOperators('String', 'string', (a, b) =>
  typeof a !== 'string' || typeof b !== 'string' ? Number.NaN : a < b ? -1 : a > b ? 1 : 0,
);
