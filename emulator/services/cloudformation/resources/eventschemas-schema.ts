import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, type Provider, type Tags, tagMap } from './provider.ts';

interface Schema extends JsonObject {
  readonly RegistryName: string;
  readonly SchemaName?: string;
  readonly Type: string;
  readonly Content: string;
  readonly Description?: string;
  readonly Tags?: Tags;
}

interface Described {
  readonly SchemaArn: string;
  readonly SchemaName: string;
  readonly SchemaVersion: string;
  readonly LastModified?: Date;
  readonly VersionCreatedDate?: Date;
}

const made = ({ SchemaArn, SchemaName, SchemaVersion, LastModified, VersionCreatedDate }: Described) => ({
  physicalId: SchemaArn,
  attributes: {
    SchemaArn,
    SchemaName,
    SchemaVersion,
    LastModified: LastModified?.toISOString() ?? '',
    VersionCreatedDate: VersionCreatedDate?.toISOString() ?? '',
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventschemas-schema.html */
export const eventSchemasSchema: Provider<Schema> = {
  nameProperty: 'SchemaName',
  async create({ Tags, ...properties }, { call, generatedName }) {
    const SchemaName = properties.SchemaName ?? generatedName({ longest: 385 });
    const input = defined({ ...properties, SchemaName, Tags: Tags ? tagMap(Tags) : undefined });
    return made(await call<Described>('schemas', 'CreateSchema', input));
  },
  async update({ Tags, ...properties }, { physicalId, properties: before, attributes }, context) {
    const { RegistryName, Type, Content, Description = '' } = properties;
    const input = { RegistryName, SchemaName: attributes.SchemaName, Type, Content, Description };
    const described = await context.call<Described>('schemas', 'UpdateSchema', input);
    await changeTags('schemas', physicalId, before.Tags, Tags, context);
    return made(described);
  },
  async delete({ properties: { RegistryName }, attributes: { SchemaName } }, { call }) {
    await call('schemas', 'DeleteSchema', { RegistryName, SchemaName });
  },
};

interface Discoverer extends JsonObject {
  readonly SourceArn: string;
  readonly Description?: string;
  readonly CrossAccount?: boolean;
  readonly Tags?: Tags;
}

type Discovering = Record<'DiscovererArn' | 'DiscovererId' | 'State', string>;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventschemas-discoverer.html */
export const eventSchemasDiscoverer: Provider<Discoverer> = {
  async create({ Tags, ...properties }, { call }) {
    const input = defined({ ...properties, Tags: Tags ? tagMap(Tags) : undefined });
    const { DiscovererArn, DiscovererId, State } = await call<Discovering>('schemas', 'CreateDiscoverer', input);
    const { CrossAccount = true } = properties;
    return { physicalId: DiscovererArn, attributes: { DiscovererArn, DiscovererId, State, CrossAccount } };
  },
  async update(
    { Description = '', CrossAccount = true, Tags },
    { physicalId, properties: before, attributes },
    context,
  ) {
    const { DiscovererId } = attributes;
    await context.call('schemas', 'UpdateDiscoverer', { DiscovererId, Description, CrossAccount });
    await changeTags('schemas', physicalId, before.Tags, Tags, context);
    return { physicalId, attributes: { ...attributes, CrossAccount } };
  },
  async delete({ attributes: { DiscovererId } }, { call }) {
    await call('schemas', 'DeleteDiscoverer', { DiscovererId });
  },
};
