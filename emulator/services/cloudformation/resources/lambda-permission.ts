import type { JsonObject } from '../template/json.ts';
import type { Provider } from './provider.ts';

interface Properties extends JsonObject {
  readonly FunctionName: string;
}

/** Every change replaces it. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const lambdaPermission: Provider<Properties> = {
  async create(properties, { call, generatedName }) {
    const StatementId = generatedName({ longest: 100 });
    await call('lambda', 'AddPermission', { ...properties, StatementId });
    return { physicalId: StatementId, attributes: { Id: StatementId } };
  },
  async delete({ physicalId: StatementId, properties: { FunctionName } }, { call }) {
    await call('lambda', 'RemovePermission', { FunctionName, StatementId });
  },
};
