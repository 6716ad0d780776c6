import type { CreateFunctionCommandInput, FunctionConfiguration } from '@aws-sdk/client-lambda';
import { AwsError } from '../../../core/aws-error.ts';
import { passRole } from '../../../core/needed-permission.ts';
import type { Operation } from '../../../core/service.ts';
import { fetchCode } from '../code.ts';
import { configuration } from '../describe.ts';
import { functionKey, type LambdaFunction, parseFunctionName } from '../function.ts';
import { checkAssumable, checkDeadLetters, PRINCIPAL } from '../role.ts';
import { settingsOf } from '../settings.ts';
import { forFunction, type LambdaState, putFunction } from '../state.ts';
import { checkTags } from '../tags.ts';
import { latestOf, publish } from '../versions.ts';

export const createFunction: Operation<LambdaState, CreateFunctionCommandInput, FunctionConfiguration> = {
  tagAction: 'lambda:TagResource',
  permissions: (input, context) => [
    { action: 'lambda:CreateFunction', resource: forFunction(input, context) },
    ...passRole(input.Role, PRINCIPAL, forFunction(input, context)),
  ],
  async handle(state, input, context) {
    const named = parseFunctionName(input.FunctionName ?? '', undefined, context);
    if (named.qualifier !== '')
      throw new AwsError(
        'InvalidParameterValueException',
        'The function name must not have a qualifier when a function is created.',
      );
    const key = functionKey(named, named.name);
    const exists = (): AwsError => new AwsError('ResourceConflictException', `Function already exist: ${named.name}`);
    if (state.functions.has(key)) throw exists();
    const settings = settingsOf(named.name, input);
    const tags = input.Tags ?? {};
    checkTags(tags);
    await checkAssumable(state, settings.role, named);
    checkDeadLetters(state, settings.role, named, settings.deadLetterArn);
    const { code, bytes } = await fetchCode(state, input.Code ?? {}, input.Architectures ?? ['x86_64'], context);
    if (state.functions.has(key)) throw exists();
    const made: LambdaFunction = {
      accountId: named.accountId,
      region: named.region,
      name: named.name,
      latest: latestOf(state, named, settings, code, context.now),
      before: undefined,
      versions: [],
      lastVersion: 0,
      aliases: {},
      tags,
      reservedConcurrency: undefined,
      policies: {},
    };
    const { fn, version } = input.Publish
      ? publish(state, made, undefined, context.now)
      : { fn: made, version: made.latest };
    state.deps.store.atomic(() => {
      state.code.put(code.codeSha256, bytes);
      putFunction(state, fn);
    });
    return configuration(fn, version, input.Publish ? version.version : '', context.now);
  },
};
