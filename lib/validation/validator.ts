import type { ErrorObject } from 'ajv';
import type { Violation } from '../errors.ts';

/** What ajv makes of a schema, compiled now or at build time. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null;
}

/** More than this many faults in one body help nobody. */
const MOST_VIOLATIONS = 20;

const escapePointer = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Points at the member itself, also where ajv points at the object that lacks it or has it too much. */
const memberNamed = ({ keyword, params }: ErrorObject): string | undefined =>
  keyword === 'required'
    ? params.missingProperty
    : keyword === 'additionalProperties'
      ? params.additionalProperty
      : keyword === 'unevaluatedProperties'
        ? params.unevaluatedProperty
        : undefined;

function detailOf({ keyword, message, params }: ErrorObject): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') return 'is not part of the contract';
  if (keyword === 'enum')
    return `must be one of ${params.allowedValues.map((v: unknown) => JSON.stringify(v)).join(', ')}`;
  if (keyword === 'const') return `must be ${JSON.stringify(params.allowedValue)}`;
  return message ?? `breaks "${keyword}"`;
}

/** What is wrong with a value, each with a pointer that begins with `root`; empty: nothing. */
export function violationsOf(validator: Validator, value: unknown, root = ''): readonly Violation[] {
  if (validator(value)) return [];
  // That an "if" failed says nothing beside what failed in it.
  const errors = (validator.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  return errors.slice(0, MOST_VIOLATIONS).map((error) => {
    const member = memberNamed(error);
    return {
      pointer: `${root}${error.instancePath}${member === undefined ? '' : `/${escapePointer(member)}`}`,
      detail: detailOf(error),
    };
  });
}
