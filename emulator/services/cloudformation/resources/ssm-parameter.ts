import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, type Provider, type ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly Name?: string;
  readonly Type: string;
  readonly Value: string;
  readonly Tags?: Readonly<Record<string, string>>;
}

const tagList = (tags: Readonly<Record<string, string>> = {}) =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));

const made = (name: string, { Type, Value }: Properties, { stack }: ProviderContext) => ({
  physicalId: name,
  attributes: {
    Arn: `arn:aws:ssm:${stack.region}:${stack.accountId}:parameter${name.startsWith('/') ? '' : '/'}${name}`,
    Type,
    Value,
  },
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ssm-parameter.html */
export const ssmParameter: Provider<Properties> = {
  nameProperty: 'Name',
  async create(properties, context) {
    const { Tags, ...rest } = properties;
    const Name = properties.Name ?? `CFN-${context.generatedName({ longest: 500, withoutStack: true })}`;
    await context.call('ssm', 'PutParameter', defined({ ...rest, Name, Tags: Tags ? tagList(Tags) : undefined }));
    return made(Name, properties, context);
  },
  async update(properties, { physicalId: Name, properties: before }, context) {
    const { Tags, ...rest } = properties;
    await context.call('ssm', 'PutParameter', { ...rest, Name, Overwrite: true });
    await changeTags('ssm', Name, before.Tags, Tags, context);
    return made(Name, properties, context);
  },
  async delete({ physicalId: Name }, { call }) {
    await call('ssm', 'DeleteParameter', { Name });
  },
};
