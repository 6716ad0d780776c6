import type {
  AliasConfiguration,
  CreateAliasCommandInput,
  DeleteAliasCommandInput,
  GetAliasCommandInput,
  ListAliasesCommandInput,
  ListAliasesCommandOutput,
  UpdateAliasCommandInput,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { type Alias, functionArn, functionKey, functionNotFound, type LambdaFunction } from '../function.ts';
import { pageOf } from '../page.ts';
import { preconditionFailed } from '../revision.ts';
import { functionOf, type LambdaState, putFunction } from '../state.ts';

interface Named {
  readonly FunctionName?: string | undefined;
  readonly Name?: string | undefined;
}

const forAlias = ({ FunctionName = '' }: Named, context: RequestContext): string =>
  FunctionName.startsWith('arn:') ? FunctionName : functionArn(context, FunctionName);

const shown = (fn: LambdaFunction, { name, version, description, revision, weights }: Alias): AliasConfiguration => ({
  AliasArn: functionArn(fn, fn.name, name),
  Name: name,
  FunctionVersion: version,
  Description: description,
  RevisionId: revision,
  ...(Object.keys(weights).length > 0 ? { RoutingConfig: { AdditionalVersionWeights: { ...weights } } } : {}),
});

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

/** https://docs.aws.amazon.com/lambda/latest/dg/configuring-alias-routing.html */
function checkAlias(fn: LambdaFunction, { version, weights }: Alias): void {
  const exists = (number: string): boolean =>
    number === '$LATEST' || fn.versions.some((each) => each.version === number);
  for (const number of [version, ...Object.keys(weights)])
    if (!exists(number)) throw functionNotFound({ ...fn, qualifier: number });
  const shares = Object.entries(weights);
  if (shares.length === 0) return;
  if (shares.length > 1) throw invalid('Number of items in AdditionalVersionWeights cannot be greater than 1');
  if (version === '$LATEST' || '$LATEST' in weights)
    throw invalid('$LATEST is not supported for an alias pointing to more than 1 version');
  for (const [number, share] of shares) {
    if (number === version)
      throw invalid(
        `Invalid function version ${number}. Function version ${number} is already included in routing configuration.`,
      );
    if (share < 0 || share > 1)
      throw invalid(
        `Value '{${number}=${share}}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]`,
      );
  }
}

function aliasOf(fn: LambdaFunction, name = ''): Alias {
  const alias = fn.aliases[name];
  if (alias) return alias;
  throw new AwsError('ResourceNotFoundException', `Cannot find alias arn: ${functionArn(fn, fn.name, name)}`);
}

const putAlias = (state: LambdaState, fn: LambdaFunction, alias: Alias): AliasConfiguration => {
  checkAlias(fn, alias);
  putFunction(state, { ...fn, aliases: { ...fn.aliases, [alias.name]: alias } });
  return shown(fn, alias);
};

export const createAlias: Operation<LambdaState, CreateAliasCommandInput, AliasConfiguration> = {
  resource: forAlias,
  handle(state, input, context) {
    const { fn } = functionOf(state, { FunctionName: input.FunctionName }, context);
    const name = input.Name ?? '';
    if (fn.aliases[name])
      throw new AwsError('ResourceConflictException', `Alias already exists: ${functionArn(fn, fn.name, name)}`);
    return putAlias(state, fn, {
      name,
      version: input.FunctionVersion ?? '',
      description: input.Description ?? '',
      revision: state.deps.ids.uuid(),
      weights: input.RoutingConfig?.AdditionalVersionWeights ?? {},
    });
  },
};

export const updateAlias: Operation<LambdaState, UpdateAliasCommandInput, AliasConfiguration> = {
  resource: forAlias,
  handle(state, input, context) {
    const { fn } = functionOf(state, { FunctionName: input.FunctionName }, context);
    const before = aliasOf(fn, input.Name);
    if (input.RevisionId !== undefined && input.RevisionId !== before.revision) throw preconditionFailed();
    return putAlias(state, fn, {
      name: before.name,
      version: input.FunctionVersion ?? before.version,
      description: input.Description ?? before.description,
      revision: state.deps.ids.uuid(),
      weights: input.RoutingConfig ? (input.RoutingConfig.AdditionalVersionWeights ?? {}) : before.weights,
    });
  },
};

export const getAlias: Operation<LambdaState, GetAliasCommandInput, AliasConfiguration> = {
  resource: forAlias,
  handle(state, input, context) {
    const { fn } = functionOf(state, { FunctionName: input.FunctionName }, context);
    return shown(fn, aliasOf(fn, input.Name));
  },
};

/** Deleting what is not there succeeds. */
export const deleteAlias: Operation<LambdaState, DeleteAliasCommandInput, object> = {
  resource: forAlias,
  handle(state, input, context) {
    const { fn } = functionOf(state, { FunctionName: input.FunctionName }, context);
    const { [input.Name ?? '']: _alias, ...aliases } = fn.aliases;
    const { [input.Name ?? '']: _policy, ...policies } = fn.policies;
    state.deps.store.atomic(() => {
      putFunction(state, { ...fn, aliases, policies });
      state.invokeConfigs.delete(functionKey(fn, `${fn.name}/${input.Name}`));
    });
    return {};
  },
};

export const listAliases: Operation<
  LambdaState,
  ListAliasesCommandInput,
  Omit<ListAliasesCommandOutput, '$metadata'>
> = {
  resource: forAlias,
  handle(state, input, context) {
    const { fn } = functionOf(state, { FunctionName: input.FunctionName }, context);
    const wanted = Object.values(fn.aliases)
      .filter(({ version }) => input.FunctionVersion === undefined || version === input.FunctionVersion)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = pageOf(wanted, ({ name }) => name, input.Marker, input.MaxItems);
    return { Aliases: page.shown.map((alias) => shown(fn, alias)), ...page.next };
  },
};
