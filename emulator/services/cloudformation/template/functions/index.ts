import type { IntrinsicFunction } from '../scope.ts';
import { conditionals } from './conditionals.ts';
import { lists } from './lists.ts';
import { references } from './references.ts';
import { strings } from './strings.ts';

/** Every intrinsic function by the key that calls it. */
export const functions: Readonly<Record<string, IntrinsicFunction>> = {
  ...references,
  ...strings,
  ...lists,
  ...conditionals,
};
