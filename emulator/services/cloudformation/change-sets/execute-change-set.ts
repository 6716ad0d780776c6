import type { ExecuteChangeSetCommandInput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../core/aws-error.ts';
import { newOperation, startOperation, workerOf } from '../engine/start-operation.ts';
import { type CloudFormationOperation, onStack } from '../operations/operation.ts';
import { checkUpdatable } from '../operations/update-stack.ts';
import { recordStack } from '../record.ts';
import { stackOf, templateOf } from '../state.ts';
import { validationError } from '../template/template-error.ts';
import { changeSetOf } from './find-change-set.ts';

export const executeChangeSet: CloudFormationOperation<ExecuteChangeSetCommandInput> = {
  resource: onStack,
  async handle(state, input, context) {
    const { ChangeSetName: name = '', StackName: stackName, DisableRollback: disabled } = input;
    const found = changeSetOf(state, context, name, stackName);
    const caller = await workerOf(state, found.definition.roleArn, context.caller);
    const changeSet = changeSetOf(state, context, found.id, undefined);
    const stack = stackOf(state, context, changeSet.stackId);
    if (changeSet.execution !== 'AVAILABLE') {
      throw new AwsError(
        'InvalidChangeSetStatusException',
        `ChangeSet [${changeSet.id}] cannot be executed in its current status of [${changeSet.status}]`,
      );
    }
    if (disabled !== undefined && changeSet.onFailure !== undefined)
      throw validationError('Specify either DisableRollback or OnStackFailure, but not both.');
    const creates = stack.status === 'REVIEW_IN_PROGRESS';
    if (!creates) checkUpdatable(stack);
    const { description } = templateOf(state, changeSet.definition.templateId);
    const keep = disabled ?? changeSet.onFailure === 'DO_NOTHING';
    state.deps.store.atomic(() => {
      for (const { id, stackId } of state.changeSets.values())
        if (stackId === stack.id && id !== changeSet.id) state.changeSets.delete(id);
      state.changeSets.put(changeSet.id, { ...changeSet, execution: 'EXECUTE_COMPLETE' });
      recordStack(state, stack, {
        status: creates ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS',
        reason: 'User Initiated',
        description,
        definition: changeSet.definition,
        changeSetId: changeSet.id,
        disableRollback: keep,
        ...(creates ? {} : { updated: context.now, rollbackTo: stack.rollbackTo ?? stack.definition }),
        operation: newOperation(state, {
          kind: creates ? 'create' : 'update',
          phase: 'apply',
          caller,
          token: input.ClientRequestToken,
          retainExceptOnCreate: input.RetainExceptOnCreate ?? false,
          onFailure: keep ? 'DO_NOTHING' : (changeSet.onFailure ?? 'ROLLBACK'),
        }),
      });
    });
    startOperation(state, stack.id);
    return {};
  },
};
