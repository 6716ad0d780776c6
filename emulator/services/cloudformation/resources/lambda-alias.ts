import { isList, isObject, type JsonObject } from '../template/json.ts';
import { defined, type Provider, type ProviderContext } from './provider.ts';

interface Properties {
  readonly FunctionName: string;
  readonly FunctionVersion: string;
  readonly Name: string;
  readonly Description?: string;
  readonly RoutingConfig?: JsonObject;
  readonly ProvisionedConcurrencyConfig?: { readonly ProvisionedConcurrentExecutions: number };
}

/** The template lists the weights, the API maps them. */
const routing = (config: JsonObject | undefined): object => ({
  AdditionalVersionWeights: Object.fromEntries(
    (isList(config?.AdditionalVersionWeights) ? config.AdditionalVersionWeights : [])
      .filter(isObject)
      .map(({ FunctionVersion, FunctionWeight }) => [String(FunctionVersion), FunctionWeight]),
  ),
});

async function put(operation: 'CreateAlias' | 'UpdateAlias', properties: Properties, { call, begun }: ProviderContext) {
  const { FunctionName, FunctionVersion, Name, Description, ProvisionedConcurrencyConfig: provisioned } = properties;
  const RoutingConfig = routing(properties.RoutingConfig);
  const input = defined({ FunctionName, FunctionVersion, Name, Description, RoutingConfig });
  const { AliasArn } = await call<{ AliasArn: string }>('lambda', operation, input);
  if (provisioned) {
    if (operation === 'CreateAlias') begun(AliasArn, { AliasArn });
    await call('lambda', 'PutProvisionedConcurrencyConfig', { FunctionName, Qualifier: Name, ...provisioned });
  }
  return { physicalId: AliasArn, attributes: { AliasArn } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const lambdaAlias: Provider<Properties> = {
  nameProperty: 'Name',
  create: (properties, context) => put('CreateAlias', properties, context),
  async update(properties, { properties: before }, context) {
    const { FunctionName, Name: Qualifier, ProvisionedConcurrencyConfig: provisioned } = properties;
    if (before.ProvisionedConcurrencyConfig && !provisioned)
      await context.call('lambda', 'DeleteProvisionedConcurrencyConfig', { FunctionName, Qualifier });
    return put('UpdateAlias', properties, context);
  },
  async delete({ properties: { FunctionName, Name } }, { call }) {
    await call('lambda', 'DeleteAlias', { FunctionName, Name });
  },
};
