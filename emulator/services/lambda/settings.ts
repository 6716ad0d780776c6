import type { CreateFunctionCommandInput, UpdateFunctionConfigurationCommandInput } from '@aws-sdk/client-lambda';
import { AwsError } from '../../core/aws-error.ts';
import { checkEnvironment } from './environment-variables.ts';
import type { LoggingConfig, Settings } from './function.ts';
import { checkRuntime } from './runtimes.ts';

/** Members that the service model has and the SDK in use does not know yet. */
interface Newer {
  readonly RuntimeConfig?: object | undefined;
  readonly AcceleratorConfig?: object | undefined;
}

type Input = Newer &
  Omit<UpdateFunctionConfigurationCommandInput, 'FunctionName'> &
  Pick<CreateFunctionCommandInput, 'PackageType' | 'CodeSigningConfigArn' | 'TenancyConfig' | 'PublishTo'>;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

/** What AWS offers and this endpoint does not: refused, so that nobody relies on it. */
const UNAVAILABLE: Readonly<Record<string, (input: Input) => boolean>> = {
  'VPC configurations': ({ VpcConfig }) =>
    (VpcConfig?.SubnetIds?.length ?? 0) > 0 || (VpcConfig?.SecurityGroupIds?.length ?? 0) > 0,
  Layers: ({ Layers }) => (Layers?.length ?? 0) > 0,
  'File systems': ({ FileSystemConfigs }) => (FileSystemConfigs?.length ?? 0) > 0,
  'Customer managed keys': ({ KMSKeyArn }) => (KMSKeyArn ?? '') !== '',
  'Container images': ({ PackageType, ImageConfig }) =>
    PackageType === 'Image' || Object.values(ImageConfig ?? {}).some((part) => part !== undefined),
  'Code signing configurations': ({ CodeSigningConfigArn }) => CodeSigningConfigArn !== undefined,
  'Tenant isolation': ({ TenancyConfig }) => TenancyConfig !== undefined,
  'Capacity providers': ({ CapacityProviderConfig }) => CapacityProviderConfig !== undefined,
  'Durable functions': ({ DurableConfig }) => DurableConfig !== undefined,
  'Custom runtimes': ({ RuntimeConfig }) => RuntimeConfig !== undefined,
  Accelerators: ({ AcceleratorConfig }) => AcceleratorConfig !== undefined,
  'The qualifier $LATEST.PUBLISHED': ({ PublishTo }) => PublishTo !== undefined,
};

function checkAvailable(input: Input): void {
  for (const [what, isAsked] of Object.entries(UNAVAILABLE))
    if (isAsked(input))
      throw invalid(
        `${what} are not available on this endpoint.`.replace(/^(Tenant isolation|The qualifier \S+) are/, '$1 is'),
      );
}

/** The service model allows what managed instances may have; a function of its own may have less. */
const checkMost = (name: string, value: number | undefined, most: number): void => {
  if (value !== undefined && value > most)
    throw invalid(`'${name}' value failed to satisfy constraint: Member must have value less than or equal to ${most}`);
};

function loggingOf(name: string, asked: Input['LoggingConfig'], before: LoggingConfig | undefined): LoggingConfig {
  const format = asked?.LogFormat ?? before?.format ?? 'Text';
  const group = asked?.LogGroup ?? before?.group ?? `/aws/lambda/${name}`;
  if (format === 'Text') {
    if (asked?.ApplicationLogLevel !== undefined || asked?.SystemLogLevel !== undefined)
      throw invalid('To set application or system log levels, LogFormat must be JSON.');
    return { format, group, applicationLevel: undefined, systemLevel: undefined };
  }
  return {
    format,
    group,
    applicationLevel: asked?.ApplicationLogLevel ?? before?.applicationLevel ?? 'INFO',
    systemLevel: asked?.SystemLogLevel ?? before?.systemLevel ?? 'INFO',
  };
}

const DEAD_LETTERS = /^arn:aws:(sqs|sns):[a-z0-9-]+:\d{12}:[\w.-]+$/;

function deadLetterOf(asked: Input['DeadLetterConfig'], before: string | undefined): string | undefined {
  if (!asked) return before;
  if (!asked.TargetArn) return undefined;
  if (!DEAD_LETTERS.test(asked.TargetArn))
    throw invalid(
      `Invalid dead letter ARN: ${asked.TargetArn}. Only SQS queues and SNS topics can be dead letter targets.`,
    );
  return asked.TargetArn;
}

/**
 * The settings an input asks for: what it leaves out stays as it was, or gets AWS's default.
 * @throws AwsError `InvalidParameterValueException`
 */
export function settingsOf(name: string, input: Input, before?: Settings): Settings {
  checkAvailable(input);
  const runtime = input.Runtime ?? before?.runtime;
  const handler = input.Handler ?? before?.handler;
  if (runtime === undefined || handler === undefined)
    throw invalid('Runtime and Handler are mandatory parameters for functions created with deployment packages.');
  if (input.Runtime !== undefined) checkRuntime(input.Runtime);
  if (input.SnapStart?.ApplyOn === 'PublishedVersions' && runtime.startsWith('nodejs'))
    throw invalid(`${runtime} is not supported for SnapStart enabled functions.`);
  checkMost('timeout', input.Timeout, 900);
  checkMost('memorySize', input.MemorySize, 10_240);
  checkMost('ephemeralStorage.size', input.EphemeralStorage?.Size, 10_240);
  if (input.Environment?.Variables) checkEnvironment(input.Environment.Variables);
  return {
    role: input.Role ?? before?.role ?? '',
    runtime,
    handler,
    description: input.Description ?? before?.description ?? '',
    timeoutSeconds: input.Timeout ?? before?.timeoutSeconds ?? 3,
    memoryMegabytes: input.MemorySize ?? before?.memoryMegabytes ?? 128,
    environment: input.Environment ? (input.Environment.Variables ?? {}) : before?.environment,
    ephemeralMegabytes: input.EphemeralStorage?.Size ?? before?.ephemeralMegabytes ?? 512,
    logging: loggingOf(name, input.LoggingConfig, before?.logging),
    tracing: input.TracingConfig?.Mode ?? before?.tracing ?? 'PassThrough',
    deadLetterArn: deadLetterOf(input.DeadLetterConfig, before?.deadLetterArn),
  };
}
