import type { JsonObject } from '../template/json.ts';
import { HandlerError, type Made, type Provider, type ProviderContext, unless } from './provider.ts';

interface Properties extends JsonObject {
  readonly Name?: string;
}

type Endpoint = Record<'Arn' | 'EndpointId' | 'EndpointUrl' | 'State' | 'StateReason', string | undefined>;

async function settled(Name: string, { call, until }: ProviderContext): Promise<Made> {
  let found: Endpoint | undefined;
  await until(async () => {
    found = await call<Endpoint>('events', 'DescribeEndpoint', { Name });
    const { State = '', StateReason = '' } = found;
    if (State.endsWith('_FAILED')) throw new HandlerError('NotStabilized', `Endpoint ${Name} failed: ${StateReason}`);
    return State === 'ACTIVE';
  });
  const { Arn = '', EndpointId = '', EndpointUrl = '', State = '', StateReason = '' } = found ?? {};
  return { physicalId: Name, attributes: { Arn, EndpointId, EndpointUrl, State, StateReason } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-endpoint.html */
export const eventsEndpoint: Provider<Properties> = {
  nameProperty: 'Name',
  async create(properties, context) {
    const Name = properties.Name ?? context.generatedName();
    await context.call('events', 'CreateEndpoint', { ...properties, Name });
    context.begun(Name);
    return settled(Name, context);
  },
  async update(properties, { physicalId: Name }, context) {
    await context.call('events', 'UpdateEndpoint', { ...properties, Name });
    return settled(Name, context);
  },
  async delete({ physicalId: Name }, { call, until }) {
    await call('events', 'DeleteEndpoint', { Name });
    await until(
      async () =>
        (await unless(['ResourceNotFoundException'], () => call('events', 'DescribeEndpoint', { Name }))) === undefined,
    );
  },
};
