import { createHash } from 'node:crypto';
import type { FunctionConfiguration, LastUpdateStatusReasonCode, Runtime } from '@aws-sdk/client-lambda';
import type { Instant } from '../../core/clock.ts';
import { type FunctionVersion, functionArn, type LambdaFunction, type LoggingConfig } from './function.ts';

/** Lambda writes its instants as `2026-11-23T12:00:00.000+0000`. */
const lambdaTime = (instant: Instant): string => new Date(instant).toISOString().replace('Z', '+0000');

/** AWS names the build of a runtime by a hash; here it follows from the runtime's name. */
export const runtimeVersionArn = ({ region, runtime }: Pick<FunctionVersion, 'region' | 'runtime'>): string =>
  `arn:aws:lambda:${region}::runtime:${createHash('sha256').update(runtime).digest('hex')}`;

export const revisionOf = (version: FunctionVersion, now: Instant): string =>
  version.activeAt > now ? version.preparingRevision : version.revision;

const BEING_CREATED = 'The function is being created.';

function stateOf(version: FunctionVersion, hasBefore: boolean, now: Instant): Partial<FunctionConfiguration> {
  if (version.activeAt <= now) return { State: 'Active', LastUpdateStatus: 'Successful' };
  return hasBefore
    ? {
        State: 'Active',
        LastUpdateStatus: 'InProgress',
        LastUpdateStatusReason: BEING_CREATED,
        // AWS sends this code though its model does not list it.
        LastUpdateStatusReasonCode: 'Creating' as LastUpdateStatusReasonCode,
      }
    : { State: 'Pending', StateReason: BEING_CREATED, StateReasonCode: 'Creating' };
}

const logging = ({ format, applicationLevel, systemLevel, group }: LoggingConfig) => ({
  LogFormat: format,
  ...(applicationLevel === undefined ? {} : { ApplicationLogLevel: applicationLevel as 'INFO' }),
  ...(systemLevel === undefined ? {} : { SystemLogLevel: systemLevel as 'INFO' }),
  LogGroup: group,
});

/** What lists show of a version; they leave out states. */
export const listedConfiguration = (
  version: FunctionVersion,
  qualifier: string,
  now: Instant,
): FunctionConfiguration => ({
  FunctionName: version.name,
  FunctionArn: functionArn(version, version.name, qualifier),
  Runtime: version.runtime as Runtime,
  Role: version.role,
  Handler: version.handler,
  CodeSize: version.codeSize,
  Description: version.description,
  Timeout: version.timeoutSeconds,
  MemorySize: version.memoryMegabytes,
  LastModified: lambdaTime(version.modified),
  CodeSha256: version.codeSha256,
  Version: version.version,
  ...(version.deadLetterArn === undefined ? {} : { DeadLetterConfig: { TargetArn: version.deadLetterArn } }),
  ...(version.environment === undefined ? {} : { Environment: { Variables: { ...version.environment } } }),
  TracingConfig: { Mode: version.tracing },
  RevisionId: revisionOf(version, now),
  PackageType: 'Zip',
  Architectures: [...version.architectures] as ['x86_64'],
  EphemeralStorage: { Size: version.ephemeralMegabytes },
  SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
  LoggingConfig: logging(version.logging),
});

/** A version as the operations on one function show it, with its state. */
export const configuration = (
  fn: LambdaFunction,
  version: FunctionVersion,
  qualifier: string,
  now: Instant,
): FunctionConfiguration => ({
  ...listedConfiguration(version, qualifier, now),
  ...stateOf(version, version.version === '$LATEST' && fn.before !== undefined, now),
  RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(version) },
});
