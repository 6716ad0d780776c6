import type {
  DeleteFunctionEventInvokeConfigCommandInput,
  DestinationConfig,
  FunctionEventInvokeConfig,
  GetFunctionEventInvokeConfigCommandInput,
  ListFunctionEventInvokeConfigsCommandInput,
  ListFunctionEventInvokeConfigsCommandOutput,
  PutFunctionEventInvokeConfigCommandInput,
  UpdateFunctionEventInvokeConfigCommandInput,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import type { Operation } from '../../../core/service.ts';
import { checkDestination } from '../async/check-destination.ts';
import { type InvokeConfig, invokeConfigKey } from '../async/invoke-config.ts';
import { functionArn, functionKey, type LambdaFunction, versionOf } from '../function.ts';
import { pageOf } from '../page.ts';
import { type Found, forFunction, functionOf, type LambdaState } from '../state.ts';

type Asked = Pick<
  PutFunctionEventInvokeConfigCommandInput,
  'DestinationConfig' | 'MaximumEventAgeInSeconds' | 'MaximumRetryAttempts'
>;

const arnOf = (fn: LambdaFunction, qualifier: string): string =>
  functionArn(fn, fn.name, qualifier === '' ? '$LATEST' : qualifier);

const target = (destination: string | undefined): { Destination?: string } =>
  destination === undefined ? {} : { Destination: destination };

const shown = (arn: string, config: InvokeConfig): FunctionEventInvokeConfig => ({
  LastModified: new Date(config.modified),
  FunctionArn: arn,
  ...(config.maximumRetryAttempts === undefined ? {} : { MaximumRetryAttempts: config.maximumRetryAttempts }),
  ...(config.maximumEventAgeSeconds === undefined ? {} : { MaximumEventAgeInSeconds: config.maximumEventAgeSeconds }),
  DestinationConfig: { OnSuccess: target(config.onSuccess), OnFailure: target(config.onFailure) },
});

const destination = (given: DestinationConfig['OnSuccess'], before: string | undefined): string | undefined =>
  given === undefined ? before : given.Destination || undefined;

function configOf(input: Asked, before: InvokeConfig | undefined, modified: Instant): InvokeConfig {
  return {
    modified,
    maximumRetryAttempts: input.MaximumRetryAttempts ?? before?.maximumRetryAttempts,
    maximumEventAgeSeconds: input.MaximumEventAgeInSeconds ?? before?.maximumEventAgeSeconds,
    onSuccess: destination(input.DestinationConfig?.OnSuccess, before?.onSuccess),
    onFailure: destination(input.DestinationConfig?.OnFailure, before?.onFailure),
  };
}

function put(state: LambdaState, { fn, named }: Found, input: Asked, before: InvokeConfig | undefined, now: Instant) {
  const version = versionOf(fn, named);
  if (
    input.MaximumRetryAttempts === undefined &&
    input.MaximumEventAgeInSeconds === undefined &&
    !input.DestinationConfig
  ) {
    throw new AwsError(
      'InvalidParameterValueException',
      'You must specify at least one of error handling or destination setting.',
    );
  }
  const config = configOf(input, before, now);
  checkDestination(state, version, config);
  state.invokeConfigs.put(invokeConfigKey(fn, named.qualifier), config);
  return shown(arnOf(fn, named.qualifier), config);
}

function existing(state: LambdaState, { fn, named }: Found): InvokeConfig {
  const config = state.invokeConfigs.get(invokeConfigKey(fn, named.qualifier));
  if (config) return config;
  throw new AwsError(
    'ResourceNotFoundException',
    `The function ${arnOf(fn, named.qualifier)} doesn't have an EventInvokeConfig`,
  );
}

/** An operation on the configuration of one function, version or alias. */
const ofOne = <I extends { FunctionName: string | undefined; Qualifier?: string | undefined }, O extends object>(
  act: (state: LambdaState, found: Found, input: I, now: Instant) => O,
): Operation<LambdaState, I, O> => ({
  resource: forFunction,
  handle: (state, input, context) => act(state, functionOf(state, input, context), input, context.now),
});

export const putFunctionEventInvokeConfig = ofOne<PutFunctionEventInvokeConfigCommandInput, FunctionEventInvokeConfig>(
  (state, found, input, now) => put(state, found, input, undefined, now),
);

export const updateFunctionEventInvokeConfig = ofOne<
  UpdateFunctionEventInvokeConfigCommandInput,
  FunctionEventInvokeConfig
>((state, found, input, now) => put(state, found, input, existing(state, found), now));

export const getFunctionEventInvokeConfig = ofOne<GetFunctionEventInvokeConfigCommandInput, FunctionEventInvokeConfig>(
  (state, found) => shown(arnOf(found.fn, found.named.qualifier), existing(state, found)),
);

export const deleteFunctionEventInvokeConfig = ofOne<DeleteFunctionEventInvokeConfigCommandInput, object>(
  (state, found) => {
    existing(state, found);
    state.invokeConfigs.delete(invokeConfigKey(found.fn, found.named.qualifier));
    return {};
  },
);

export const listFunctionEventInvokeConfigs: Operation<
  LambdaState,
  ListFunctionEventInvokeConfigsCommandInput,
  Omit<ListFunctionEventInvokeConfigsCommandOutput, '$metadata'>
> = {
  resource: forFunction,
  handle(state, input, context) {
    const { fn } = functionOf(state, input, context);
    const all = state.invokeConfigs.entries(functionKey(fn, `${fn.name}/`));
    const page = pageOf(all, ([key]) => key, input.Marker, input.MaxItems);
    const FunctionEventInvokeConfigs = page.shown.map(([key, config]) =>
      shown(arnOf(fn, key.split('/').at(-1) ?? ''), config),
    );
    return { FunctionEventInvokeConfigs, ...page.next };
  },
};
