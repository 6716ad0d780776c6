import type {
  CreateEventSourceMappingCommandInput,
  UpdateEventSourceMappingCommandInput,
} from '@aws-sdk/client-lambda';
import { AwsError } from '../../../core/aws-error.ts';
import { createFilter } from './filter.ts';
import type { Mapping, SourceKind, StreamSettings } from './mapping.ts';

type Input = Partial<CreateEventSourceMappingCommandInput> & Partial<UpdateEventSourceMappingCommandInput>;

/** What of a mapping its settings make up. */
export type MappingSettings = Pick<
  Mapping,
  'batchSize' | 'windowSeconds' | 'filters' | 'reportsItemFailures' | 'maximumConcurrency' | 'stream'
>;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

const UNAVAILABLE = [
  'KMSKeyArn',
  'Topics',
  'Queues',
  'SourceAccessConfigurations',
  'SelfManagedEventSource',
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
  'DocumentDBEventSourceConfig',
  'ProvisionedPollerConfig',
  'MetricsConfig',
  'LoggingConfig',
] as const satisfies readonly (keyof CreateEventSourceMappingCommandInput | 'LoggingConfig')[];

const STREAMS_ONLY = [
  'StartingPosition',
  'StartingPositionTimestamp',
  'ParallelizationFactor',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'MaximumRecordAgeInSeconds',
  'TumblingWindowInSeconds',
  'DestinationConfig',
] as const satisfies readonly (keyof CreateEventSourceMappingCommandInput)[];

function checkQueue(input: Input, isFifo: boolean, { batchSize, windowSeconds }: MappingSettings): void {
  for (const name of STREAMS_ONLY)
    if (input[name] !== undefined) throw invalid(`${name} is not valid for SQS event sources.`);
  if (isFifo && batchSize > 10) throw invalid('Batch size must be between 1 and 10 for SQS FIFO event sources.');
  if (isFifo && windowSeconds > 0) throw invalid('Batching window is not supported for FIFO queues');
  if (batchSize > 10 && windowSeconds === 0)
    throw invalid('Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10');
}

function startingPosition(input: Input, arn: string): StreamSettings['startingPosition'] {
  const position = input.StartingPosition;
  if (position === undefined)
    throw invalid(
      "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
    );
  if (input.StartingPositionTimestamp !== undefined && position !== 'AT_TIMESTAMP')
    throw invalid('Timestamp only valid with StartingPosition AT_TIMESTAMP');
  if (position === 'AT_TIMESTAMP') throw invalid(`Unsupported starting position for arn type: ${arn}`);
  return position;
}

function streamSettings(input: Input, arn: string, before: StreamSettings | undefined): StreamSettings {
  if (input.ScalingConfig) throw invalid('ScalingConfig is only valid for SQS event sources.');
  if ((input.TumblingWindowInSeconds ?? 0) > 0) throw invalid('Tumbling windows are not available on this endpoint.');
  if (input.DestinationConfig?.OnSuccess?.Destination)
    throw invalid('OnSuccess destinations are not valid for this event source.');
  const ageSeconds = input.MaximumRecordAgeInSeconds ?? before?.ageSeconds ?? -1;
  if (ageSeconds !== -1 && ageSeconds < 60)
    throw invalid('MaximumRecordAgeInSeconds must be -1, or between 60 and 604800.');
  const asked = input.DestinationConfig?.OnFailure;
  return {
    startingPosition: before?.startingPosition ?? startingPosition(input, arn),
    retries: input.MaximumRetryAttempts ?? before?.retries ?? -1,
    ageSeconds,
    bisect: input.BisectBatchOnFunctionError ?? before?.bisect ?? false,
    parallelization: input.ParallelizationFactor ?? before?.parallelization ?? 1,
    onFailure: asked === undefined ? before?.onFailure : asked.Destination || undefined,
  };
}

/**
 * The settings an input asks for: what it leaves out stays as it was, or gets AWS's default.
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 * @throws AwsError `InvalidParameterValueException`
 */
export function mappingSettings(
  input: Input,
  kind: SourceKind,
  arn: string,
  before?: MappingSettings,
): MappingSettings {
  const lacking = UNAVAILABLE.find(
    (name) => (input as Record<string, unknown>)[name] !== undefined && input[name as 'Topics'] !== ('' as unknown),
  );
  if (lacking !== undefined) throw invalid(`${lacking} is not available on this endpoint.`);
  const filters =
    input.FilterCriteria === undefined
      ? (before?.filters ?? [])
      : (input.FilterCriteria.Filters ?? []).map(({ Pattern = '' }) => Pattern);
  createFilter(filters);
  const settings: MappingSettings = {
    batchSize: input.BatchSize ?? before?.batchSize ?? (kind === 'sqs' ? 10 : 100),
    windowSeconds: input.MaximumBatchingWindowInSeconds ?? before?.windowSeconds ?? 0,
    filters,
    reportsItemFailures: input.FunctionResponseTypes
      ? input.FunctionResponseTypes.includes('ReportBatchItemFailures')
      : (before?.reportsItemFailures ?? false),
    maximumConcurrency: input.ScalingConfig ? input.ScalingConfig.MaximumConcurrency : before?.maximumConcurrency,
    stream: kind === 'sqs' ? undefined : streamSettings(input, arn, before?.stream),
  };
  if (kind === 'sqs') checkQueue(input, arn.endsWith('.fifo'), settings);
  return settings;
}
