import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { type Document, defined, documentText, type Provider, type Tags } from './provider.ts';

interface Properties extends JsonObject {
  readonly Name: string;
  readonly Policy?: Document;
  readonly Tags?: Tags;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-eventbus.html */
export const eventsEventBus: Provider<Properties> = {
  nameProperty: 'Name',
  async create({ Policy, ...properties }, { call, begun }) {
    const { EventBusArn: Arn } = await call<{ EventBusArn: string }>('events', 'CreateEventBus', properties);
    const { Name } = properties;
    const attributes = { Arn, Name, ...(Policy === undefined ? {} : { Policy }) };
    if (Policy !== undefined) {
      begun(Name, attributes);
      await call('events', 'PutPermission', { EventBusName: Name, Policy: documentText(Policy) });
    }
    return { physicalId: Name, attributes };
  },
  async update(properties, { physicalId: Name, properties: before, attributes }, context) {
    const { Description = '', KmsKeyIdentifier = '', DeadLetterConfig = {}, LogConfig, Policy } = properties;
    const changed = ['Description', 'KmsKeyIdentifier', 'DeadLetterConfig', 'LogConfig'].some(
      (name) => JSON.stringify(properties[name]) !== JSON.stringify(before[name]),
    );
    if (changed) {
      const input = { Name, Description, KmsKeyIdentifier, DeadLetterConfig, LogConfig: LogConfig ?? { Level: 'OFF' } };
      await context.call('events', 'UpdateEventBus', input);
    }
    if (Policy !== undefined && JSON.stringify(Policy) !== JSON.stringify(before.Policy))
      await context.call('events', 'PutPermission', { EventBusName: Name, Policy: documentText(Policy) });
    if (Policy === undefined && before.Policy !== undefined)
      await context.call('events', 'RemovePermission', { EventBusName: Name, RemoveAllPermissions: true });
    await changeTags('events', attributes.Arn, before.Tags, properties.Tags, context);
    return { physicalId: Name, attributes: defined({ ...attributes, Policy }) as JsonObject };
  },
  async delete({ physicalId: Name }, { call }) {
    await call('events', 'DeleteEventBus', { Name });
  },
};
