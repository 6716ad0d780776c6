import type { JsonObject } from '../template/json.ts';
import type { Provider, ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly FunctionName: string;
  readonly Qualifier: string;
}

async function put(properties: Properties, { call }: ProviderContext) {
  await call('lambda', 'PutFunctionEventInvokeConfig', properties);
  return { physicalId: `${properties.FunctionName}|${properties.Qualifier}` };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventinvokeconfig.html */
export const lambdaEventInvokeConfig: Provider<Properties> = {
  create: put,
  update: (properties, _existing, context) => put(properties, context),
  async delete({ properties: { FunctionName, Qualifier } }, { call }) {
    await call('lambda', 'DeleteFunctionEventInvokeConfig', { FunctionName, Qualifier });
  },
};
