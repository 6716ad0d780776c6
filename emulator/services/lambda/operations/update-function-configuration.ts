import type { FunctionConfiguration, UpdateFunctionConfigurationCommandInput } from '@aws-sdk/client-lambda';
import { passRole } from '../../../core/needed-permission.ts';
import type { Operation } from '../../../core/service.ts';
import { configuration } from '../describe.ts';
import { checkSettled } from '../function.ts';
import { checkRevision } from '../revision.ts';
import { checkAssumable, checkDeadLetters, PRINCIPAL } from '../role.ts';
import { settingsOf } from '../settings.ts';
import { forFunction, functionOf, type LambdaState } from '../state.ts';
import { latestOf, replaceLatest } from '../versions.ts';

export const updateFunctionConfiguration: Operation<
  LambdaState,
  UpdateFunctionConfigurationCommandInput,
  FunctionConfiguration
> = {
  permissions: (input, context) => [
    { action: 'lambda:UpdateFunctionConfiguration', resource: forFunction(input, context) },
    ...passRole(input.Role, PRINCIPAL, forFunction(input, context)),
  ],
  async handle(state, input, context) {
    const before = functionOf(state, input, context).fn;
    checkSettled(before, context.now);
    checkRevision(before.latest, input.RevisionId, context.now);
    const wanted = settingsOf(before.name, input, before.latest);
    if (input.Role !== undefined) await checkAssumable(state, wanted.role, before);
    if (input.DeadLetterConfig) checkDeadLetters(state, wanted.role, before, wanted.deadLetterArn);
    const { fn } = functionOf(state, input, context);
    checkSettled(fn, context.now);
    const latest = latestOf(state, fn, settingsOf(fn.name, input, fn.latest), fn.latest, context.now);
    const updated = { ...fn, latest, before: fn.latest };
    replaceLatest(state, fn, updated);
    return configuration(updated, latest, '', context.now);
  },
};
