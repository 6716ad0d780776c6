import type {
  AddPermissionCommandInput,
  AddPermissionCommandOutput,
  GetPolicyCommandInput,
  GetPolicyCommandOutput,
  RemovePermissionCommandInput,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { functionArn, versionOf } from '../function.ts';
import { policyOf, statementOf } from '../policy.ts';
import { preconditionFailed } from '../revision.ts';
import { forFunction, functionOf, type LambdaState, putFunction } from '../state.ts';

export const addPermission: Operation<
  LambdaState,
  AddPermissionCommandInput,
  Omit<AddPermissionCommandOutput, '$metadata'>
> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn, named } = functionOf(state, input, context);
    if (named.qualifier === '$LATEST')
      throw new AwsError('InvalidParameterValueException', 'We currently do not support adding policies for $LATEST.');
    versionOf(fn, named);
    const before = fn.policies[named.qualifier];
    if (input.RevisionId !== undefined && input.RevisionId !== before?.revision) throw preconditionFailed();
    if (before?.statements.some(({ Sid }) => Sid === input.StatementId)) {
      throw new AwsError(
        'ResourceConflictException',
        `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = statementOf(input, functionArn(fn, fn.name, named.qualifier), state.permissions);
    const policy = policyOf([...(before?.statements ?? []), statement], state.deps.ids.uuid());
    putFunction(state, { ...fn, policies: { ...fn.policies, [named.qualifier]: policy } });
    return { Statement: JSON.stringify(statement) };
  },
};

export const removePermission: Operation<LambdaState, RemovePermissionCommandInput, object> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn, named } = functionOf(state, input, context);
    const before = fn.policies[named.qualifier];
    if (!before) throw new AwsError('ResourceNotFoundException', 'No policy is associated with the given resource.');
    if (input.RevisionId !== undefined && input.RevisionId !== before.revision) throw preconditionFailed();
    const kept = before.statements.filter(({ Sid }) => Sid !== input.StatementId);
    if (kept.length === before.statements.length)
      throw new AwsError(
        'ResourceNotFoundException',
        `Statement ${input.StatementId} is not found in resource policy.`,
      );
    const { [named.qualifier]: _before, ...others } = fn.policies;
    const policies =
      kept.length === 0 ? others : { ...others, [named.qualifier]: policyOf(kept, state.deps.ids.uuid()) };
    putFunction(state, { ...fn, policies });
    return {};
  },
};

export const getPolicy: Operation<LambdaState, GetPolicyCommandInput, Omit<GetPolicyCommandOutput, '$metadata'>> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn, named } = functionOf(state, input, context);
    const policy = fn.policies[named.qualifier];
    if (!policy) throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.');
    return { Policy: policy.text, RevisionId: policy.revision };
  },
};
