import type { StateMachineType } from '@aws-sdk/client-sfn';
import { type Machine as Definition, DefinitionError, parseDefinition } from '../../../asl/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Revision } from './machine.ts';

const CACHED = 500;
const compiled = new Map<string, Definition>();

/** The compiled definition of a revision. Those used last are kept. */
export function definitionOf({ id, definition }: Pick<Revision, 'id' | 'definition'>): Definition {
  const known = compiled.get(id);
  const made = known ?? parseDefinition(definition);
  if (known) compiled.delete(id);
  else if (compiled.size >= CACHED) compiled.delete(compiled.keys().next().value ?? '');
  compiled.set(id, made);
  return made;
}

/** @throws AwsError `InvalidDefinition` with all that is wrong with it */
export function checkDefinition(text: string, type: StateMachineType): void {
  try {
    parseDefinition(text, { type });
  } catch (error) {
    if (error instanceof DefinitionError) throw new AwsError('InvalidDefinition', error.message);
    throw error;
  }
}
