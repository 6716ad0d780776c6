import type { FunctionConfiguration, PublishVersionCommandInput } from '@aws-sdk/client-lambda';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { configuration } from '../describe.ts';
import { checkSettled } from '../function.ts';
import { checkRevision } from '../revision.ts';
import { forFunction, functionOf, type LambdaState, putFunction } from '../state.ts';
import { publish } from '../versions.ts';

export const publishVersion: Operation<LambdaState, PublishVersionCommandInput, FunctionConfiguration> = {
  resource: forFunction,
  handle(state, input, context) {
    if (input.PublishTo !== undefined)
      throw new AwsError(
        'InvalidParameterValueException',
        'The qualifier $LATEST.PUBLISHED is not available on this endpoint.',
      );
    const before = functionOf(state, input, context).fn;
    checkSettled(before, context.now);
    checkRevision(before.latest, input.RevisionId, context.now);
    const { codeSha256 } = before.latest;
    if (input.CodeSha256 !== undefined && input.CodeSha256 !== codeSha256) {
      throw new AwsError(
        'InvalidParameterValueException',
        `CodeSHA256 (${input.CodeSha256}) is different from current CodeSHA256 in $LATEST (${codeSha256}). Please try again with the CodeSHA256 in $LATEST.`,
      );
    }
    const { fn, version } = publish(state, before, input.Description, context.now);
    if (fn !== before) putFunction(state, fn);
    return configuration(fn, version, version.version, context.now);
  },
};
