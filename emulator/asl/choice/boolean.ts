import type { Operator } from './operator.ts';

export const BOOLEAN = {
  BooleanEquals: {
    operand: 'boolean',
    hasPath: true,
    test: (value, other) => typeof value === 'boolean' && value === other,
  },
} as const satisfies Record<string, Operator>;
