import { isObject, isScalar, type Json, type JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, HandlerError, lowerFirst, type Provider, type ProviderContext, type Tags } from './provider.ts';

interface Properties extends JsonObject {
  readonly StateMachineName?: string;
  readonly StateMachineType?: string;
  readonly RoleArn: string;
  readonly Definition?: JsonObject;
  readonly DefinitionString?: string;
  readonly DefinitionS3Location?: JsonObject & {
    readonly Bucket: string;
    readonly Key: string;
    readonly Version?: string;
  };
  readonly DefinitionSubstitutions?: JsonObject;
  readonly LoggingConfiguration?: JsonObject;
  readonly TracingConfiguration?: JsonObject;
  readonly EncryptionConfiguration?: JsonObject;
  readonly Tags?: Tags;
}

const tagList = (tags: Properties['Tags'] = []) => tags.map(({ Key, Value }) => ({ key: Key, value: Value }));

/** `${name}` in a definition, where the template gives a value for that name; anything else stays as it is. */
const substitute = (text: string, values: JsonObject = {}): string =>
  text.replace(/\$\{([A-Za-z0-9_]+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : isScalar(value) ? String(value) : JSON.stringify(value);
  });

/** The same in the texts of a definition that is written as an object. */
function substituteIn(node: Json, values: JsonObject): Json {
  if (typeof node === 'string') return substitute(node, values);
  if (Array.isArray(node)) return node.map((each: Json) => substituteIn(each, values));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, each]) => [key, substituteIn(each, values)]));
}

async function definitionOf(properties: Properties, { call }: ProviderContext): Promise<string> {
  const { Definition, DefinitionString, DefinitionS3Location: place, DefinitionSubstitutions: values } = properties;
  const given = [Definition, DefinitionString, place].filter((each) => each !== undefined);
  if (given.length !== 1) {
    throw new HandlerError(
      'InvalidRequest',
      'You must specify exactly one of Definition, DefinitionString and DefinitionS3Location.',
    );
  }
  if (Definition) return JSON.stringify(substituteIn(Definition, values ?? {}));
  if (DefinitionString !== undefined) return substitute(DefinitionString, values);
  const { Bucket = '', Key = '', Version } = place ?? {};
  const { Body } = await call<{ Body: Uint8Array }>('s3', 'GetObject', defined({ Bucket, Key, VersionId: Version }));
  return substitute(Buffer.from(Body).toString('utf8'), values);
}

const settings = async (properties: Properties, context: ProviderContext) => ({
  definition: await definitionOf(properties, context),
  roleArn: properties.RoleArn,
  loggingConfiguration: lowerFirst(properties.LoggingConfiguration),
  tracingConfiguration: lowerFirst(properties.TracingConfiguration),
  encryptionConfiguration: lowerFirst(properties.EncryptionConfiguration),
});

const attributesOf = (arn: string, revision: string | undefined): JsonObject => ({
  Arn: arn,
  Name: arn.split(':').at(-1) ?? '',
  // A machine that was never changed has no revision of its own.
  StateMachineRevisionId: revision ?? 'INITIAL',
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stepFunctionsStateMachine: Provider<Properties> = {
  nameProperty: 'StateMachineName',
  async create(properties, context) {
    const { stateMachineArn: arn } = await context.call<{ stateMachineArn: string }>(
      'states',
      'CreateStateMachine',
      defined({
        ...(await settings(properties, context)),
        name: properties.StateMachineName ?? context.generatedName({ longest: 80 }),
        type: properties.StateMachineType,
        tags: properties.Tags ? tagList(properties.Tags) : undefined,
      }),
    );
    return { physicalId: arn, attributes: attributesOf(arn, undefined) };
  },
  async update(properties, { physicalId: arn, properties: before }, context) {
    const wanted = await settings(properties, context);
    const { revisionId } = await context.call<{ revisionId?: string }>(
      'states',
      'UpdateStateMachine',
      defined({
        ...wanted,
        loggingConfiguration: wanted.loggingConfiguration ?? { level: 'OFF' },
        tracingConfiguration: wanted.tracingConfiguration ?? { enabled: false },
        stateMachineArn: arn,
      }),
    );
    await changeTags('states', arn, before.Tags, properties.Tags, context);
    return { physicalId: arn, attributes: attributesOf(arn, revisionId) };
  },
  async delete({ physicalId: stateMachineArn }, { call }) {
    await call('states', 'DeleteStateMachine', { stateMachineArn });
  },
};
