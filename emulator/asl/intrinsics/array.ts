import type { Intrinsic } from './intrinsic.ts';

/** An array of its arguments. */
export const array: Intrinsic = (args) => args;
