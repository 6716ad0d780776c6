import type { UpdateStackCommandInput, UpdateStackCommandOutput } from '@aws-sdk/client-cloudformation';
import { hasChanges } from '../engine/changes.ts';
import { newOperation, startOperation, workerOf } from '../engine/start-operation.ts';
import { recordStack } from '../record.ts';
import type { Stack } from '../stack.ts';
import { type CloudFormationState, resourceOf, stackOf } from '../state.ts';
import type { Template } from '../template/template.ts';
import { validationError } from '../template/template-error.ts';
import { define } from './define.ts';
import { type CloudFormationOperation, withRole } from './operation.ts';
import { givenPolicy } from './stack-policy.ts';

const UPDATABLE = new Set(['CREATE_COMPLETE', 'UPDATE_COMPLETE', 'UPDATE_ROLLBACK_COMPLETE', 'IMPORT_COMPLETE']);
const UPDATABLE_WITHOUT_ROLLBACK = new Set(['CREATE_FAILED', 'UPDATE_FAILED']);

/** @throws AwsError `ValidationError` where a stack is not in a state to be updated */
export function checkUpdatable({ id, status, rollbackTo, disableRollback }: Stack): void {
  const resting = UPDATABLE_WITHOUT_ROLLBACK.has(status) && (disableRollback || rollbackTo !== undefined);
  if (!UPDATABLE.has(status) && !resting)
    throw validationError(`Stack:${id} is in ${status} state and can not be updated.`);
}

/** @throws AwsError `ValidationError` where a resource would become one of another type */
export function checkTypes(state: CloudFormationState, { id }: Stack, { resources }: Template): void {
  const changed = Object.entries(resources).flatMap(([logicalId, { type }]) => {
    const known = resourceOf(state, id, logicalId)?.current;
    return known && known.type !== type ? [logicalId] : [];
  });
  if (changed.length > 0) {
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.join(', ')}]`,
    );
  }
}

export const updateStack: CloudFormationOperation<UpdateStackCommandInput, UpdateStackCommandOutput> = {
  permissions: withRole('UpdateStack'),
  async handle(state, input, context) {
    const name = input.StackName ?? '';
    const before = stackOf(state, context, name);
    checkUpdatable(before);
    const { definition, template } = await define(state, input, context, before, before.definition);
    checkTypes(state, before, template);
    const policy = await givenPolicy(state, input, context);
    const during = await givenPolicy(
      state,
      { StackPolicyBody: input.StackPolicyDuringUpdateBody, StackPolicyURL: input.StackPolicyDuringUpdateURL },
      context,
    );
    const caller = await workerOf(state, definition.roleArn, context.caller);
    const stack = stackOf(state, context, before.id);
    checkUpdatable(stack);
    if (!hasChanges(state, stack, definition)) throw validationError('No updates are to be performed.');
    recordStack(state, stack, {
      status: 'UPDATE_IN_PROGRESS',
      reason: 'User Initiated',
      description: template.description,
      definition,
      rollbackTo: stack.rollbackTo ?? stack.definition,
      updated: context.now,
      disableRollback: input.DisableRollback ?? false,
      policy: policy ?? stack.policy,
      operation: newOperation(state, {
        kind: 'update',
        phase: 'apply',
        caller,
        token: input.ClientRequestToken,
        retainExceptOnCreate: input.RetainExceptOnCreate ?? false,
        policy: during,
      }),
    });
    startOperation(state, stack.id);
    return { StackId: stack.id };
  },
};
