import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, HandlerError, type Provider, type ProviderContext, type Tags, tagMap } from './provider.ts';
import { zipOfText } from './zip-of-text.ts';

interface Code {
  readonly S3Bucket?: string;
  readonly S3Key?: string;
  readonly S3ObjectVersion?: string;
  readonly ZipFile?: string;
  readonly ImageUri?: string;
  readonly SourceKMSKeyArn?: string;
}

interface Properties extends JsonObject {
  readonly FunctionName?: string;
  readonly Code: Code & JsonObject;
  readonly Runtime?: string;
  readonly ReservedConcurrentExecutions?: number;
  readonly Tags?: Tags;
}

/** What UpdateFunctionConfiguration takes, with what stands for "no longer said". */
const CONFIGURATION: Readonly<Record<string, unknown>> = {
  DeadLetterConfig: {},
  Description: '',
  Environment: { Variables: {} },
  EphemeralStorage: { Size: 512 },
  FileSystemConfigs: [],
  Handler: undefined,
  ImageConfig: {},
  KmsKeyArn: '',
  Layers: [],
  LoggingConfig: {},
  MemorySize: 128,
  Role: undefined,
  Runtime: undefined,
  SnapStart: { ApplyOn: 'None' },
  Timeout: 3,
  TracingConfig: { Mode: 'PassThrough' },
  VpcConfig: { SubnetIds: [], SecurityGroupIds: [] },
};

const API_NAMES: Readonly<Record<string, string>> = { KmsKeyArn: 'KMSKeyArn' };
const named = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, value]) => [API_NAMES[name] ?? name, value]));

/** Code in the template itself is one file, named after the runtime's language. */
function codeOf({ Code: { ZipFile: text, ...code }, Runtime: runtime = '' }: Properties): object {
  if (text === undefined) return code;
  if (!/^(nodejs|python)/.test(runtime))
    throw new HandlerError(
      'InvalidRequest',
      `ZipFile can only be used when Runtime is set to either of nodejs or python.`,
    );
  return { ...code, ZipFile: zipOfText(runtime.startsWith('python') ? 'index.py' : 'index.js', text) };
}

interface Described {
  readonly Configuration: {
    readonly State?: string;
    readonly LastUpdateStatus?: string;
    readonly StateReason?: string;
  };
}

/** Waits until a function can be used and changed. */
async function settled(FunctionName: string, { call, until }: ProviderContext): Promise<void> {
  await until(async () => {
    const { Configuration: now } = await call<Described>('lambda', 'GetFunction', { FunctionName });
    if (now.State === 'Failed' || now.LastUpdateStatus === 'Failed')
      throw new HandlerError('NotStabilized', `Function ${FunctionName} failed: ${now.StateReason ?? ''}`);
    return now.State !== 'Pending' && now.LastUpdateStatus !== 'InProgress';
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-function.html */
export const lambdaFunction: Provider<Properties> = {
  nameProperty: 'FunctionName',
  handles: [
    'Architectures',
    'Code',
    'FunctionName',
    'PackageType',
    'ReservedConcurrentExecutions',
    'Tags',
    ...Object.keys(CONFIGURATION),
  ],
  async create(properties, context) {
    const { Code: _code, ReservedConcurrentExecutions: reserved, Tags, FunctionName: name, ...rest } = properties;
    const FunctionName = name ?? context.generatedName();
    const { FunctionArn: Arn } = await context.call<{ FunctionArn: string }>(
      'lambda',
      'CreateFunction',
      defined({ ...named(rest), FunctionName, Code: codeOf(properties), Tags: Tags ? tagMap(Tags) : undefined }),
    );
    context.begun(FunctionName, { Arn });
    await settled(FunctionName, context);
    if (reserved !== undefined)
      await context.call('lambda', 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions: reserved });
    return { physicalId: FunctionName, attributes: { Arn } };
  },
  async update(properties, { physicalId: FunctionName, properties: before, attributes }, context) {
    const { call } = context;
    const differs = (name: string): boolean => JSON.stringify(properties[name]) !== JSON.stringify(before[name]);
    // An update that was called off may still be on its way when it is rolled back.
    await settled(FunctionName, context);
    if (differs('Code') || differs('Architectures')) {
      const { Architectures = ['x86_64'] } = properties;
      await call('lambda', 'UpdateFunctionCode', { FunctionName, ...codeOf(properties), Architectures });
      await settled(FunctionName, context);
    }
    const changed = Object.keys(CONFIGURATION).filter(differs);
    if (changed.length > 0) {
      const wanted = Object.fromEntries(changed.map((name) => [name, properties[name] ?? CONFIGURATION[name]]));
      await call('lambda', 'UpdateFunctionConfiguration', defined({ FunctionName, ...named(wanted) }));
      await settled(FunctionName, context);
    }
    if (differs('ReservedConcurrentExecutions')) {
      const { ReservedConcurrentExecutions } = properties;
      if (ReservedConcurrentExecutions === undefined)
        await call('lambda', 'DeleteFunctionConcurrency', { FunctionName });
      else await call('lambda', 'PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions });
    }
    await changeTags('lambda', attributes.Arn, before.Tags, properties.Tags, context);
    return { physicalId: FunctionName, attributes };
  },
  async delete({ physicalId: FunctionName }, { call }) {
    await call('lambda', 'DeleteFunction', { FunctionName });
  },
};
