import type { DeleteFunctionCommandInput, DeleteFunctionCommandOutput } from '@aws-sdk/client-lambda';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { type FunctionName, functionKey, functionNotFound, type LambdaFunction } from '../function.ts';
import { forFunction, functionOf, type LambdaState, putFunction } from '../state.ts';
import { dropUnusedCode } from '../versions.ts';

const DONE = { StatusCode: 204 };

function deleteVersion(state: LambdaState, fn: LambdaFunction, named: FunctionName): void {
  if (named.qualifier === '$LATEST') {
    throw new AwsError(
      'InvalidParameterValueException',
      '$LATEST version cannot be deleted without deleting the function.',
    );
  }
  if (fn.aliases[named.qualifier])
    throw new AwsError('InvalidParameterValueException', 'A function cannot be deleted by the name of an alias.');
  const users = Object.values(fn.aliases)
    .filter(({ version, weights }) => version === named.qualifier || named.qualifier in weights)
    .map(({ name }) => name);
  if (users.length > 0) {
    throw new AwsError(
      'ResourceConflictException',
      `Unable to delete version because the following aliases reference it: [${users.join(', ')}]`,
    );
  }
  const version = fn.versions.find((each) => each.version === named.qualifier);
  if (!version) throw functionNotFound(named);
  const { [named.qualifier]: _policy, ...policies } = fn.policies;
  state.deps.store.atomic(() => {
    putFunction(state, { ...fn, policies, versions: fn.versions.filter((each) => each !== version) });
    state.invokeConfigs.delete(functionKey(fn, `${fn.name}/${named.qualifier}`));
    dropUnusedCode(state, [version.codeSha256]);
  });
}

/** Event source mappings outlive the function, as on AWS; they say then that it is not there. */
function deleteAll(state: LambdaState, fn: LambdaFunction): void {
  state.deps.store.atomic(() => {
    state.functions.delete(functionKey(fn, fn.name));
    for (const [key] of state.invokeConfigs.entries(functionKey(fn, `${fn.name}/`))) state.invokeConfigs.delete(key);
    dropUnusedCode(
      state,
      [fn.latest, ...fn.versions].map(({ codeSha256 }) => codeSha256),
    );
  });
  state.pool.retire(fn);
}

export const deleteFunction: Operation<
  LambdaState,
  DeleteFunctionCommandInput,
  Omit<DeleteFunctionCommandOutput, '$metadata'>
> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn, named } = functionOf(state, input, context);
    if (named.qualifier === '') deleteAll(state, fn);
    else deleteVersion(state, fn, named);
    return DONE;
  },
};
