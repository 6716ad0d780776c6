import type {
  FunctionConfiguration,
  GetFunctionCommandInput,
  GetFunctionCommandOutput,
  GetFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import type { Operation } from '../../../core/service.ts';
import { codeLocation } from '../code-location.ts';
import { configuration } from '../describe.ts';
import { versionOf } from '../function.ts';
import { forFunction, functionOf, type LambdaState } from '../state.ts';

export const getFunction: Operation<
  LambdaState,
  GetFunctionCommandInput,
  Omit<GetFunctionCommandOutput, '$metadata'>
> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn, named } = functionOf(state, input, context);
    const version = versionOf(fn, named);
    return {
      Configuration: configuration(fn, version, named.qualifier, context.now),
      Code: { RepositoryType: 'S3', Location: codeLocation(state, version, context.now) },
      ...(Object.keys(fn.tags).length > 0 ? { Tags: { ...fn.tags } } : {}),
      ...(fn.reservedConcurrency === undefined
        ? {}
        : { Concurrency: { ReservedConcurrentExecutions: fn.reservedConcurrency } }),
    };
  },
};

export const getFunctionConfiguration: Operation<
  LambdaState,
  GetFunctionConfigurationCommandInput,
  FunctionConfiguration
> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn, named } = functionOf(state, input, context);
    return configuration(fn, versionOf(fn, named), named.qualifier, context.now);
  },
};
