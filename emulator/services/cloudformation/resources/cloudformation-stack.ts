import { isAwsError } from '../../../core/aws-error.ts';
import { isList, isScalar, type Json, type JsonObject } from '../template/json.ts';
import { defined, type Made, PlainFailure, type Provider, type ProviderContext, type Tags } from './provider.ts';

interface Properties extends JsonObject {
  readonly TemplateURL: string;
  readonly Parameters?: JsonObject;
  readonly NotificationARNs?: readonly string[];
  readonly TimeoutInMinutes?: number;
  readonly Tags?: Tags;
}

interface Nested {
  readonly StackStatus: string;
  readonly StackStatusReason?: string;
  readonly Outputs?: readonly { readonly OutputKey: string; readonly OutputValue: string }[];
}

const text = (value: Json): string =>
  isList(value) ? value.map(String).join(',') : isScalar(value) ? String(value) : JSON.stringify(value);

const inputOf = (properties: Properties, { stack }: ProviderContext) =>
  defined({
    TemplateURL: properties.TemplateURL,
    Parameters: Object.entries(properties.Parameters ?? {}).map(([ParameterKey, value]) => ({
      ParameterKey,
      ParameterValue: text(value),
    })),
    Capabilities: stack.capabilities,
    NotificationARNs: properties.NotificationARNs,
    Tags: properties.Tags,
  });

async function describe(StackName: string, { call }: ProviderContext): Promise<Nested | undefined> {
  const { Stacks } = await call<{ Stacks: Nested[] }>('cloudformation', 'DescribeStacks', { StackName });
  return Stacks[0];
}

/** Waits for a nested stack to rest. @throws PlainFailure where it rests in another status than wanted */
async function settled(id: string, wanted: string, verb: string, context: ProviderContext): Promise<Made> {
  let found: Nested | undefined;
  await context.until(async () => {
    found = await describe(id, context);
    return !(found?.StackStatus.endsWith('_IN_PROGRESS') ?? false);
  });
  if (found?.StackStatus !== wanted)
    throw new PlainFailure(
      `Embedded stack ${id} was not successfully ${verb}: ${found?.StackStatusReason ?? found?.StackStatus ?? ''}`,
    );
  const outputs = (found.Outputs ?? []).map(({ OutputKey, OutputValue }) => [`Outputs.${OutputKey}`, OutputValue]);
  return { physicalId: id, attributes: { StackId: id, ...Object.fromEntries(outputs) } };
}

/** A stack in a stack. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html */
export const cloudFormationStack: Provider<Properties> = {
  async create(properties, context) {
    const StackName = context.generatedName({ longest: 128 });
    const { StackId: id } = await context.call<{ StackId: string }>(
      'cloudformation',
      'CreateStack',
      defined({ StackName, ...inputOf(properties, context), TimeoutInMinutes: properties.TimeoutInMinutes }),
    );
    context.begun(id);
    return settled(id, 'CREATE_COMPLETE', 'created', context);
  },
  async update(properties, { physicalId: id, attributes }, context) {
    try {
      await context.call('cloudformation', 'UpdateStack', { StackName: id, ...inputOf(properties, context) });
    } catch (error) {
      if (isAwsError(error) && error.message === 'No updates are to be performed.')
        return { physicalId: id, attributes };
      throw error;
    }
    return settled(id, 'UPDATE_COMPLETE', 'updated', context);
  },
  async delete({ physicalId: id }, context) {
    await context.call('cloudformation', 'DeleteStack', { StackName: id });
    await settled(id, 'DELETE_COMPLETE', 'deleted', context);
  },
};
