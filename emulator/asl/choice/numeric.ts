import { orderOperators } from './operator.ts';

export const NUMERIC = orderOperators('Numeric', 'number', (a, b) =>
  typeof a !== 'number' || typeof b !== 'number' ? Number.NaN : a - b,
);
