import type {
  ListFunctionsCommandInput,
  ListFunctionsCommandOutput,
  ListVersionsByFunctionCommandInput,
  ListVersionsByFunctionCommandOutput,
} from '@aws-sdk/client-lambda';
import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { listedConfiguration } from '../describe.ts';
import type { FunctionVersion, LambdaFunction } from '../function.ts';
import { pageOf } from '../page.ts';
import { forFunction, functionOf, type LambdaState } from '../state.ts';

const allVersions = ({ latest, versions }: LambdaFunction): readonly FunctionVersion[] => [latest, ...versions];

/** `$LATEST` comes first, then the numbers in their order. */
const sortKey = ({ name, version }: FunctionVersion): string =>
  `${name}/${version === '$LATEST' ? '' : version.padStart(10, '0')}`;

export const listFunctions: Operation<
  LambdaState,
  ListFunctionsCommandInput,
  Omit<ListFunctionsCommandOutput, '$metadata'>
> = {
  handle({ functions }, { FunctionVersion: all, MasterRegion, Marker, MaxItems }, context) {
    if (MasterRegion !== undefined && all === undefined)
      throw new AwsError(
        'InvalidParameterValueException',
        'FunctionVersion must be set to ALL when MasterRegion is set.',
      );
    const versions = functions
      .values(placeKey(context, ''))
      .flatMap((fn) => (all === 'ALL' ? allVersions(fn) : [fn.latest]));
    const { shown, next } = pageOf(versions, sortKey, Marker, MaxItems);
    const Functions = shown.map((version) =>
      listedConfiguration(version, all === 'ALL' ? version.version : '', context.now),
    );
    return { Functions, ...next };
  },
};

export const listVersionsByFunction: Operation<
  LambdaState,
  ListVersionsByFunctionCommandInput,
  Omit<ListVersionsByFunctionCommandOutput, '$metadata'>
> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn } = functionOf(state, input, context);
    const { shown, next } = pageOf(allVersions(fn), sortKey, input.Marker, input.MaxItems);
    return { Versions: shown.map((version) => listedConfiguration(version, version.version, context.now)), ...next };
  },
};
