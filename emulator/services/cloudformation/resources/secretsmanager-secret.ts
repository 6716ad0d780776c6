import { isObject, type JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, HandlerError, type Provider, type ProviderContext, type Tag } from './provider.ts';

interface Generate {
  readonly SecretStringTemplate?: string;
  readonly GenerateStringKey?: string;
}

interface Properties {
  readonly Name?: string;
  readonly Description?: string;
  readonly KmsKeyId?: string;
  readonly SecretString?: string;
  readonly GenerateSecretString?: Generate & JsonObject;
  readonly Tags?: readonly Tag[];
}

async function generated(wanted: Generate & JsonObject, { call }: ProviderContext): Promise<string> {
  const { SecretStringTemplate: template, GenerateStringKey: key, ...options } = wanted;
  const { RandomPassword } = await call<{ RandomPassword: string }>('secretsmanager', 'GetRandomPassword', options);
  if ((template === undefined) !== (key === undefined))
    throw new HandlerError('InvalidRequest', 'Specify both SecretStringTemplate and GenerateStringKey, or neither.');
  if (template === undefined || key === undefined) return RandomPassword;
  const parsed: unknown = JSON.parse(template);
  if (!isObject(parsed)) throw new HandlerError('InvalidRequest', 'SecretStringTemplate must be a JSON object.');
  return JSON.stringify({ ...parsed, [key]: RandomPassword });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-secretsmanager-secret.html */
export const secretsManagerSecret: Provider<Properties> = {
  nameProperty: 'Name',
  handles: ['Name', 'Description', 'KmsKeyId', 'SecretString', 'GenerateSecretString', 'Tags'],
  async create(properties, context) {
    const { GenerateSecretString: wanted, SecretString: text } = properties;
    if (wanted && text !== undefined)
      throw new HandlerError('InvalidRequest', 'You can only specify one of GenerateSecretString and SecretString.');
    const { ARN } = await context.call<{ ARN: string }>(
      'secretsmanager',
      'CreateSecret',
      defined({
        Name: properties.Name ?? context.generatedName({ longest: 512, withoutStack: true }),
        Description: properties.Description,
        KmsKeyId: properties.KmsKeyId,
        SecretString: wanted ? await generated(wanted, context) : text,
        Tags: properties.Tags,
      }),
    );
    return { physicalId: ARN, attributes: { Id: ARN } };
  },
  async update(properties, { physicalId: SecretId, properties: before, attributes }, context) {
    const { call } = context;
    const { GenerateSecretString: wanted, SecretString: text, Description, KmsKeyId } = properties;
    // What was generated stays, unless how to generate it changes.
    const regenerate = wanted && JSON.stringify(wanted) !== JSON.stringify(before.GenerateSecretString);
    const value = regenerate ? await generated(wanted, context) : text === before.SecretString ? undefined : text;
    await call('secretsmanager', 'UpdateSecret', defined({ SecretId, Description, KmsKeyId, SecretString: value }));
    await changeTags('secretsmanager', SecretId, before.Tags, properties.Tags, context);
    return { physicalId: SecretId, attributes };
  },
  async delete({ physicalId: SecretId }, { call }) {
    await call('secretsmanager', 'DeleteSecret', { SecretId, ForceDeleteWithoutRecovery: true });
  },
};
