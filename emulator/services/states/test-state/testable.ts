import type { TestStateCommandInput } from '@aws-sdk/client-sfn';
import { DefinitionError, parseDefinition, parseState, type State } from '../../../asl/index.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { statesIn } from '../machines/states-in.ts';

/** What a state is called where the definition gives it no name, and in the context object in any case. [recorded] */
export const STATE_NAME = 'StateName';

const MOCKABLE = new Set(['Task', 'Map', 'Parallel']);

export const refuse = (message: string): AwsError => new AwsError('ValidationException', message);

function compiled({ definition = '', stateName }: TestStateCommandInput): State {
  try {
    if (stateName === undefined) return parseState(definition, STATE_NAME);
    for (const state of statesIn(parseDefinition(definition))) if (state.name === stateName) return state;
  } catch (error) {
    if (error instanceof DefinitionError) throw new AwsError('InvalidDefinition', error.message);
    throw error;
  }
  throw refuse('State not found in definition');
}

/**
 * The state to be tested: the definition itself, or one of the states of a machine.
 * @throws AwsError `InvalidDefinition`, `ValidationException` where it cannot be tested so
 */
export function testableState(input: TestStateCommandInput): State {
  const { mock, roleArn } = input;
  if (mock?.result !== undefined && mock.errorOutput !== undefined) {
    throw refuse('A test mock should have only one of the following fields: [result, errorOutput].');
  }
  const state = compiled(input);
  const { type } = state;
  if (mock && !MOCKABLE.has(type)) throw refuse(`State type '${type}' is not supported when a mock is specified`);
  if (!mock && (type === 'Map' || type === 'Parallel')) {
    throw new AwsError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (!mock && type === 'Task' && roleArn === undefined)
    throw refuse('RoleArn must be specified when testing a Task state');
  return state;
}
