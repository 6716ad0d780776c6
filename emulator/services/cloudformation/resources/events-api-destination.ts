import type { JsonObject } from '../template/json.ts';
import type { Provider, ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly Name?: string;
}

async function put(operation: string, Name: string, properties: Properties, { call }: ProviderContext) {
  const { ApiDestinationArn: Arn } = await call<{ ApiDestinationArn: string }>('events', operation, {
    ...properties,
    Name,
  });
  return { physicalId: Name, attributes: { Arn, ArnForPolicy: Arn.replace(/\/[^/]*$/, '') } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-apidestination.html */
export const eventsApiDestination: Provider<Properties> = {
  nameProperty: 'Name',
  create: (properties, context) =>
    put('CreateApiDestination', properties.Name ?? context.generatedName(), properties, context),
  update: (properties, { physicalId }, context) => put('UpdateApiDestination', physicalId, properties, context),
  async delete({ physicalId: Name }, { call }) {
    await call('events', 'DeleteApiDestination', { Name });
  },
};
