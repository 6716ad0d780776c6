import type {
  CancelUpdateStackCommandInput,
  ContinueUpdateRollbackCommandInput,
  RollbackStackCommandInput,
  RollbackStackCommandOutput,
} from '@aws-sdk/client-cloudformation';
import { callOff, newOperation, startOperation, workerOf } from '../engine/start-operation.ts';
import { recordStack } from '../record.ts';
import { resourceOf, stackOf } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import { type CloudFormationOperation, onStack, withRole } from './operation.ts';

export const cancelUpdateStack: CloudFormationOperation<CancelUpdateStackCommandInput> = {
  resource: onStack,
  handle(state, { StackName: name = '' }, context) {
    const stack = stackOf(state, context, name);
    if (stack.status !== 'UPDATE_IN_PROGRESS' || !stack.operation)
      throw validationError('CancelUpdateStack cannot be called from current stack status');
    callOff(state, stack);
    return {};
  },
};

export const continueUpdateRollback: CloudFormationOperation<ContinueUpdateRollbackCommandInput> = {
  permissions: withRole('ContinueUpdateRollback'),
  async handle(state, input, context) {
    const { StackName: name = '', ResourcesToSkip: skip = [] } = input;
    const found = stackOf(state, context, name);
    const caller = await workerOf(state, input.RoleARN ?? found.definition.roleArn, context.caller);
    const stack = state.stacks.get(found.id) ?? found;
    if (stack.status !== 'UPDATE_ROLLBACK_FAILED')
      throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not continue update rollback.`);
    const wrong = skip.filter((logicalId) => resourceOf(state, stack.id, logicalId)?.status !== 'UPDATE_FAILED');
    if (wrong.length > 0)
      throw validationError(`Specified resource-to-skip [${wrong.join(', ')}] is not in UPDATE_FAILED state.`);
    recordStack(state, stack, {
      status: 'UPDATE_ROLLBACK_IN_PROGRESS',
      reason: 'User Initiated',
      operation: newOperation(state, {
        kind: 'update',
        phase: 'roll-back-update',
        caller,
        token: input.ClientRequestToken,
        skip,
      }),
    });
    startOperation(state, stack.id);
    return {};
  },
};

export const rollbackStack: CloudFormationOperation<RollbackStackCommandInput, RollbackStackCommandOutput> = {
  permissions: withRole('RollbackStack'),
  async handle(state, input, context) {
    const found = stackOf(state, context, input.StackName ?? '');
    const caller = await workerOf(state, input.RoleARN ?? found.definition.roleArn, context.caller);
    const stack = state.stacks.get(found.id) ?? found;
    const { status } = stack;
    if (status !== 'CREATE_FAILED' && status !== 'UPDATE_FAILED')
      throw validationError(`Stack:${stack.id} is in ${status} state and can not be rolled back.`);
    const created = status === 'CREATE_FAILED';
    recordStack(state, stack, {
      status: created ? 'ROLLBACK_IN_PROGRESS' : 'UPDATE_ROLLBACK_IN_PROGRESS',
      reason: 'User Initiated',
      definition: stack.rollbackTo ?? stack.definition,
      operation: newOperation(state, {
        kind: created ? 'create' : 'update',
        phase: created ? 'roll-back-create' : 'roll-back-update',
        caller,
        token: input.ClientRequestToken,
      }),
    });
    startOperation(state, stack.id);
    return { StackId: stack.id };
  },
};
