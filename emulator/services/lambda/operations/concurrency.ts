import type {
  Concurrency,
  DeleteFunctionConcurrencyCommandInput,
  GetAccountSettingsCommandOutput,
  GetFunctionConcurrencyCommandInput,
  PutFunctionConcurrencyCommandInput,
} from '@aws-sdk/client-lambda';
import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { ACCOUNT_CONCURRENCY, LEAST_UNRESERVED, unreservedConcurrency } from '../concurrency.ts';
import { forFunction, functionOf, type LambdaState, putFunction } from '../state.ts';

const withoutQualifier = (qualifier: string): void => {
  if (qualifier === '') return;
  throw new AwsError(
    'InvalidParameterValueException',
    'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
  );
};

export const putFunctionConcurrency: Operation<LambdaState, PutFunctionConcurrencyCommandInput, Concurrency> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn, named } = functionOf(state, input, context);
    withoutQualifier(named.qualifier);
    const asked = input.ReservedConcurrentExecutions ?? 0;
    const free = unreservedConcurrency(state, fn) + (fn.reservedConcurrency ?? 0);
    if (asked > 0 && free - asked < LEAST_UNRESERVED) {
      throw new AwsError(
        'InvalidParameterValueException',
        `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LEAST_UNRESERVED}].`,
      );
    }
    putFunction(state, { ...fn, reservedConcurrency: asked });
    return { ReservedConcurrentExecutions: asked };
  },
};

export const getFunctionConcurrency: Operation<LambdaState, GetFunctionConcurrencyCommandInput, Concurrency> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn } = functionOf(state, input, context);
    return fn.reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: fn.reservedConcurrency };
  },
};

export const deleteFunctionConcurrency: Operation<LambdaState, DeleteFunctionConcurrencyCommandInput, object> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn, named } = functionOf(state, input, context);
    withoutQualifier(named.qualifier);
    putFunction(state, { ...fn, reservedConcurrency: undefined });
    return {};
  },
};

const GIGABYTE = 2 ** 30;
const MEGABYTE = 2 ** 20;

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
export const getAccountSettings: Operation<LambdaState, object, Omit<GetAccountSettingsCommandOutput, '$metadata'>> = {
  handle(state, _input, context) {
    const functions = state.functions.values(placeKey(context, ''));
    const versions = functions.flatMap(({ latest, versions }) => [latest, ...versions]);
    return {
      AccountLimit: {
        TotalCodeSize: 75 * GIGABYTE,
        CodeSizeUnzipped: 250 * MEGABYTE,
        CodeSizeZipped: 50 * MEGABYTE,
        ConcurrentExecutions: ACCOUNT_CONCURRENCY,
        UnreservedConcurrentExecutions: unreservedConcurrency(state, context),
      },
      AccountUsage: {
        TotalCodeSize: versions.reduce((sum, { codeSize }) => sum + codeSize, 0),
        FunctionCount: functions.length,
      },
    };
  },
};
