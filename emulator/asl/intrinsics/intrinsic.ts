import { isJsonArray, type Json } from '../json.ts';
import type { Chance } from '../scope.ts';

/** One intrinsic function. `args` are evaluated. @throws IntrinsicError */
export type Intrinsic = (args: readonly Json[], chance: Chance) => Json;

/** A call that cannot be answered. The state fails; `message` says why. */
export class IntrinsicError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IntrinsicError';
  }
}

/** The names of the 18 functions, without `States.`. */
export type IntrinsicName =
  | 'Array'
  | 'ArrayContains'
  | 'ArrayGetItem'
  | 'ArrayLength'
  | 'ArrayPartition'
  | 'ArrayRange'
  | 'ArrayUnique'
  | 'Base64Decode'
  | 'Base64Encode'
  | 'Format'
  | 'Hash'
  | 'JsonMerge'
  | 'JsonToString'
  | 'MathAdd'
  | 'MathRandom'
  | 'StringSplit'
  | 'StringToJson'
  | 'UUID';

export const invalid = (name: IntrinsicName, why?: string): IntrinsicError =>
  new IntrinsicError(`Invalid arguments in States.${name}${why === undefined ? '' : `: ${why}`}`);

/** Checks how many arguments there are. */
export function count(name: IntrinsicName, args: readonly Json[], least: number, most = least): void {
  if (args.length < least || args.length > most) {
    const wanted = least === most ? `${least}` : Number.isFinite(most) ? `${least} to ${most}` : `at least ${least}`;
    throw invalid(name, `expected ${wanted} arguments, but there are ${args.length}`);
  }
}

export function textAt(name: IntrinsicName, args: readonly Json[], index: number): string {
  const value = args[index];
  if (typeof value !== 'string') throw invalid(name, `argument ${index + 1} must be a string`);
  return value;
}

export function arrayAt(name: IntrinsicName, args: readonly Json[], index: number): readonly Json[] {
  const value = args[index];
  if (!isJsonArray(value)) throw invalid(name, `argument ${index + 1} must be an array`);
  return value;
}

/** A number, rounded to the nearest integer as Java does: halves go up. */
export function integerAt(name: IntrinsicName, args: readonly Json[], index: number): number {
  const value = args[index];
  if (typeof value !== 'number') throw invalid(name, `argument ${index + 1} must be a number`);
  return Math.round(value) + 0;
}
