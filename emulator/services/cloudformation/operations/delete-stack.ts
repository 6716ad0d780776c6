import type { DeleteStackCommandInput } from '@aws-sdk/client-cloudformation';
import { callOff, newOperation, startOperation, workerOf } from '../engine/start-operation.ts';
import { recordStack } from '../record.ts';
import { isBusy } from '../stack.ts';
import { findStack, resourcesOf } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import { type CloudFormationOperation, withRole } from './operation.ts';

export const deleteStack: CloudFormationOperation<DeleteStackCommandInput> = {
  permissions: withRole('DeleteStack'),
  async handle(state, input, context) {
    const { StackName: name = '', RetainResources: retained = [], ClientRequestToken: token } = input;
    const found = findStack(state, context, name);
    // A stack that is not there is as deleted as can be.
    if (!found || found.status === 'DELETE_COMPLETE') return {};
    const caller = await workerOf(state, input.RoleARN ?? found.definition.roleArn, context.caller);
    const stack = state.stacks.get(found.id) ?? found;
    if (stack.terminationProtection) {
      throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    }
    if (stack.status === 'DELETE_IN_PROGRESS') return {};
    if (stack.status === 'CREATE_IN_PROGRESS' && stack.operation) {
      callOff(state, stack, { onFailure: 'DELETE' });
      return {};
    }
    if (isBusy(stack)) throw validationError(`Stack [${stack.name}] cannot be deleted while in status ${stack.status}`);
    const force = input.DeletionMode === 'FORCE_DELETE_STACK';
    if ((retained.length > 0 || force) && stack.status !== 'DELETE_FAILED') {
      const what = force ? 'FORCE_DELETE_STACK' : 'which resources to retain';
      throw validationError(
        `Invalid operation on stack [${stack.id}]. When you delete a stack, specify ${what} only when the stack is in the DELETE_FAILED state.`,
      );
    }
    const known = new Set(resourcesOf(state, stack.id).map(({ logicalId }) => logicalId));
    const unknown = retained.filter((logicalId) => !known.has(logicalId));
    if (unknown.length > 0)
      throw validationError(
        `The specified resources to retain must be in a valid state. Do not specify unsupported or unknown resources: [${unknown.join(', ')}]`,
      );
    const reviewed = stack.status === 'REVIEW_IN_PROGRESS';
    for (const { id, stackId } of state.changeSets.values()) if (stackId === stack.id) state.changeSets.delete(id);
    recordStack(state, stack, {
      status: 'DELETE_IN_PROGRESS',
      reason: reviewed ? undefined : 'User Initiated',
      operation: newOperation(state, { kind: 'delete', phase: 'delete', caller, token, skip: retained, force }),
    });
    startOperation(state, stack.id);
    return {};
  },
};
