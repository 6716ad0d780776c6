import type { CreateStackCommandInput, CreateStackCommandOutput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../core/aws-error.ts';
import { newOperation, startOperation, workerOf } from '../engine/start-operation.ts';
import { newStack } from '../new-stack.ts';
import { recordStack } from '../record.ts';
import { findStack } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import { define } from './define.ts';
import { type CloudFormationOperation, withRole } from './operation.ts';
import { givenPolicy } from './stack-policy.ts';

export const createStack: CloudFormationOperation<CreateStackCommandInput, CreateStackCommandOutput> = {
  permissions: withRole('CreateStack'),
  async handle(state, input, context) {
    const { StackName: name = '', DisableRollback: disabled, OnFailure: onFailure, TimeoutInMinutes: minutes } = input;
    if (disabled !== undefined && onFailure !== undefined)
      throw validationError('Specify either DisableRollback or OnFailure, but not both.');
    const blank = newStack(state, context, name);
    const exists = () => {
      if (findStack(state, context, name))
        throw new AwsError('AlreadyExistsException', `Stack [${name}] already exists`);
    };
    exists();
    const { definition, template } = await define(state, input, context, blank, undefined);
    const policy = await givenPolicy(state, input, context);
    const caller = await workerOf(state, definition.roleArn, context.caller);
    exists();
    const stack = recordStack(state, blank, {
      status: 'CREATE_IN_PROGRESS',
      reason: 'User Initiated',
      description: template.description,
      definition,
      disableRollback: disabled ?? false,
      terminationProtection: input.EnableTerminationProtection ?? false,
      timeoutMinutes: minutes,
      policy,
      operation: newOperation(state, {
        kind: 'create',
        phase: 'apply',
        caller,
        token: input.ClientRequestToken,
        retainExceptOnCreate: input.RetainExceptOnCreate ?? false,
        onFailure: onFailure ?? (disabled ? 'DO_NOTHING' : 'ROLLBACK'),
        deadline: minutes === undefined ? undefined : context.now + minutes * 60_000,
      }),
    });
    startOperation(state, stack.id);
    return { StackId: stack.id };
  },
};
