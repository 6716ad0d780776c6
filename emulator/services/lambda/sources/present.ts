import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { Instant } from '../../../core/clock.ts';
import { functionArn } from '../function.ts';
import { type Mapping, mappingArn } from './mapping.ts';

const stateOf = ({ settlesAt, transition, enabled }: Mapping, now: Instant): string =>
  settlesAt > now ? transition : enabled ? 'Enabled' : 'Disabled';

const streamPart = ({ stream }: Mapping, lastResult: string | undefined): EventSourceMappingConfiguration =>
  stream
    ? {
        StartingPosition: stream.startingPosition,
        ParallelizationFactor: stream.parallelization,
        MaximumRecordAgeInSeconds: stream.ageSeconds,
        BisectBatchOnFunctionError: stream.bisect,
        MaximumRetryAttempts: stream.retries,
        TumblingWindowInSeconds: 0,
        DestinationConfig: { OnFailure: stream.onFailure === undefined ? {} : { Destination: stream.onFailure } },
        LastProcessingResult: lastResult ?? 'No records processed',
      }
    : {};

/** @param lastResult what the last batch, or the last poll, came to */
export const presented = (
  mapping: Mapping,
  lastResult: string | undefined,
  now: Instant,
): EventSourceMappingConfiguration => ({
  UUID: mapping.id,
  BatchSize: mapping.batchSize,
  MaximumBatchingWindowInSeconds: mapping.windowSeconds,
  EventSourceArn: mapping.sourceArn,
  FunctionArn: functionArn(mapping, mapping.functionName, mapping.qualifier),
  LastModified: new Date(mapping.modified),
  State: stateOf(mapping, now),
  StateTransitionReason: mapping.kind === 'sqs' ? 'USER_INITIATED' : 'User action',
  FunctionResponseTypes: mapping.reportsItemFailures ? ['ReportBatchItemFailures'] : [],
  EventSourceMappingArn: mappingArn(mapping, mapping.id),
  ...(mapping.filters.length > 0
    ? { FilterCriteria: { Filters: mapping.filters.map((Pattern) => ({ Pattern })) } }
    : {}),
  ...(mapping.maximumConcurrency === undefined
    ? {}
    : { ScalingConfig: { MaximumConcurrency: mapping.maximumConcurrency } }),
  ...streamPart(mapping, lastResult),
});
