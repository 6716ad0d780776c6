import type { StateMachineType } from '@aws-sdk/client-sfn';
import { type Machine as Definition, DefinitionError, parseDefinition } from '../../../asl/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Revision } from './machine.ts';

const KEPT = 500;

/** The compiled definition of a revision. */
export type DefinitionOf = (revision: Pick<Revision, 'id' | 'definition'>) => Definition;

/** Compiles a revision's definition when it is first asked for; those used last are kept. */
export function createDefinitions(): DefinitionOf {
  const compiled = new Map<string, Definition>();
  return ({ id, definition }) => {
    const known = compiled.get(id);
    const made = known ?? parseDefinition(definition);
    if (known) compiled.delete(id);
    else if (compiled.size >= KEPT) compiled.delete(compiled.keys().next().value ?? '');
    compiled.set(id, made);
    return made;
  };
}

/** @throws AwsError `InvalidDefinition` with all that is wrong with it */
export function checkDefinition(text: string, type: StateMachineType): Definition {
  try {
    return parseDefinition(text, { type });
  } catch (error) {
    if (error instanceof DefinitionError) throw new AwsError('InvalidDefinition', error.message);
    throw error;
  }
}
