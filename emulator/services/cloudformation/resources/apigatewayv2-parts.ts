import type { JsonObject } from '../template/json.ts';
import type { Provider } from './provider.ts';

interface Properties extends JsonObject {
  readonly ApiId: string;
}

/** Routes, integrations and authorizers are parts of an API, each with an id that the service gives. */
const part = (kind: 'Authorizer' | 'Integration' | 'Route'): Provider<Properties> => {
  const idName = `${kind}Id`;
  return {
    async create(properties, { call }) {
      const made = await call<Record<string, string>>('apigateway', `Create${kind}`, input(properties));
      const id = made[idName] ?? '';
      return { physicalId: id, attributes: { [idName]: id } };
    },
    async update(properties, { physicalId, attributes }, { call }) {
      await call('apigateway', `Update${kind}`, { ...input(properties), [idName]: physicalId });
      return { physicalId, attributes };
    },
    async delete({ physicalId, properties: { ApiId } }, { call }) {
      await call('apigateway', `Delete${kind}`, { ApiId, [idName]: physicalId });
    },
  };
};

interface ResponseParameters {
  readonly ResponseParameters?: readonly { readonly Destination: string; readonly Source: string }[];
}

/** An integration's response parameters are lists in a template and maps in the API. */
function input({ ResponseParameters: responses, ...rest }: Properties): object {
  if (responses === undefined) return rest;
  const maps = Object.entries(responses as Readonly<Record<string, ResponseParameters>>).map(([status, each]) => [
    status,
    Object.fromEntries((each.ResponseParameters ?? []).map(({ Destination, Source }) => [Destination, Source])),
  ]);
  return { ...rest, ResponseParameters: Object.fromEntries(maps) };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-authorizer.html */
export const apiGatewayV2Authorizer = part('Authorizer');
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-integration.html */
export const apiGatewayV2Integration = part('Integration');
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigatewayv2-route.html */
export const apiGatewayV2Route = part('Route');
