import type { JsonObject } from '../template/json.ts';
import { HandlerError, type Made, type Provider, type ProviderContext, unless } from './provider.ts';

interface Properties extends JsonObject {
  readonly Name?: string;
}

interface Connection {
  readonly ConnectionArn: string;
  readonly ConnectionState: string;
  readonly SecretArn?: string;
  readonly StateReason?: string;
}

const describe = (Name: string, { call }: ProviderContext) =>
  call<Connection>('events', 'DescribeConnection', { Name });

/** AUTHORIZING ends by itself; what is not authorized then stays so. */
async function settled(name: string, context: ProviderContext): Promise<Made> {
  await context.until(async () => {
    const { ConnectionState: state, StateReason = '' } = await describe(name, context);
    if (state.startsWith('FAILED'))
      throw new HandlerError('NotStabilized', `Connection ${name} failed: ${StateReason}`);
    return !['CREATING', 'UPDATING', 'AUTHORIZING'].includes(state);
  });
  const { ConnectionArn: Arn, SecretArn = '' } = await describe(name, context);
  return { physicalId: name, attributes: { Arn, ArnForPolicy: Arn.replace(/\/[^/]*$/, ''), SecretArn } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-connection.html */
export const eventsConnection: Provider<Properties> = {
  nameProperty: 'Name',
  async create(properties, context) {
    const Name = properties.Name ?? context.generatedName();
    await context.call('events', 'CreateConnection', { ...properties, Name });
    context.begun(Name);
    return settled(Name, context);
  },
  async update(properties, { physicalId: Name }, context) {
    await context.call('events', 'UpdateConnection', { ...properties, Name });
    return settled(Name, context);
  },
  async delete({ physicalId: Name }, context) {
    await context.call('events', 'DeleteConnection', { Name });
    await context.until(
      async () => (await unless(['ResourceNotFoundException'], () => describe(Name, context))) === undefined,
    );
  },
};
