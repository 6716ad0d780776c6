import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import {
  type Document,
  defined,
  documentText,
  type Provider,
  type ProviderContext,
  type Tags,
  tagMap,
} from './provider.ts';

interface Registry extends JsonObject {
  readonly RegistryName?: string;
  readonly Description?: string;
  readonly Tags?: Tags;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventschemas-registry.html */
export const eventSchemasRegistry: Provider<Registry> = {
  nameProperty: 'RegistryName',
  async create({ RegistryName: name, Description, Tags }, { call, generatedName }) {
    const RegistryName = name ?? generatedName();
    const input = defined({ RegistryName, Description, Tags: Tags ? tagMap(Tags) : undefined });
    const { RegistryArn } = await call<{ RegistryArn: string }>('schemas', 'CreateRegistry', input);
    return { physicalId: RegistryArn, attributes: { RegistryArn, RegistryName } };
  },
  async update({ Description = '', Tags }, { physicalId, properties: before, attributes }, context) {
    const { RegistryName } = attributes;
    await context.call('schemas', 'UpdateRegistry', { RegistryName, Description });
    await changeTags('schemas', physicalId, before.Tags, Tags, context);
    return { physicalId, attributes };
  },
  async delete({ attributes: { RegistryName } }, { call }) {
    await call('schemas', 'DeleteRegistry', { RegistryName });
  },
};

interface Policy extends JsonObject {
  readonly RegistryName: string;
  readonly Policy: Document & (string | JsonObject);
}

async function putPolicy({ RegistryName, Policy, RevisionId }: Policy, { call }: ProviderContext) {
  const input = defined({ RegistryName, Policy: documentText(Policy), RevisionId });
  const { RevisionId: revision } = await call<{ RevisionId?: string }>('schemas', 'PutResourcePolicy', input);
  return { physicalId: RegistryName, attributes: { Id: RegistryName, RevisionId: revision ?? '' } };
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-eventschemas-registrypolicy.html */
export const eventSchemasRegistryPolicy: Provider<Policy> = {
  create: putPolicy,
  update: (properties, _existing, context) => putPolicy(properties, context),
  async delete({ properties: { RegistryName } }, { call }) {
    await call('schemas', 'DeleteResourcePolicy', { RegistryName });
  },
};
