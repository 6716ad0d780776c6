import type { JsonObject } from '../template/json.ts';
import type { Provider, ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly TargetFunctionArn: string;
}

async function put(operation: string, { TargetFunctionArn, ...rest }: Properties, { call }: ProviderContext) {
  const { FunctionArn, FunctionUrl } = await call<Record<'FunctionArn' | 'FunctionUrl', string>>('lambda', operation, {
    ...rest,
    FunctionName: TargetFunctionArn,
  });
  return { physicalId: FunctionArn, attributes: { FunctionArn, FunctionUrl } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-url.html */
export const lambdaUrl: Provider<Properties> = {
  create: (properties, context) => put('CreateFunctionUrlConfig', properties, context),
  update: (properties, _existing, context) => put('UpdateFunctionUrlConfig', properties, context),
  async delete({ properties: { TargetFunctionArn: FunctionName, Qualifier } }, { call }) {
    await call('lambda', 'DeleteFunctionUrlConfig', {
      FunctionName,
      ...(Qualifier === undefined ? {} : { Qualifier }),
    });
  },
};
