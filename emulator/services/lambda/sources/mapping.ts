import { formatArn, type Place, placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import type { LambdaState } from '../state.ts';

export type SourceKind = 'sqs' | 'dynamodb';

/** Settings that only streams have. */
export interface StreamSettings {
  readonly startingPosition: 'TRIM_HORIZON' | 'LATEST';
  /** -1: until the records expire. */
  readonly retries: number;
  /** -1: for ever. */
  readonly ageSeconds: number;
  readonly bisect: boolean;
  readonly parallelization: number;
  readonly onFailure: string | undefined;
}

export interface Mapping extends Place {
  readonly id: string;
  readonly kind: SourceKind;
  readonly sourceArn: string;
  readonly functionName: string;
  /** '' where none was given. */
  readonly qualifier: string;
  readonly enabled: boolean;
  /** What it is doing until `settlesAt`. */
  readonly transition: 'Creating' | 'Enabling' | 'Disabling' | 'Updating';
  readonly settlesAt: Instant;
  readonly modified: Instant;
  readonly batchSize: number;
  readonly windowSeconds: number;
  readonly filters: readonly string[];
  readonly reportsItemFailures: boolean;
  /** Of queues only. */
  readonly maximumConcurrency: number | undefined;
  readonly stream: StreamSettings | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

export const mappingKey = (place: Place, id: string): string => placeKey(place, id);

export const mappingArn = (place: Place, id: string): string =>
  formatArn('lambda', place, `event-source-mapping:${id}`);

export const sourceName = ({ sourceArn }: Mapping): string => sourceArn.split(':').slice(5).join(':');

/** @throws AwsError `ResourceNotFoundException` */
export function mappingOf({ mappings }: LambdaState, id: string | undefined, place: Place): Mapping {
  const mapping = mappings.get(mappingKey(place, id ?? ''));
  if (!mapping) throw new AwsError('ResourceNotFoundException', 'The resource you requested does not exist.');
  return mapping;
}

/** @throws AwsError `ResourceInUseException` while an earlier change is not yet done */
export function checkIdle({ settlesAt }: Mapping, change: 'update' | 'delete', now: Instant): void {
  if (settlesAt > now) {
    throw new AwsError('ResourceInUseException', `Cannot ${change} the event source mapping because it is in use.`);
  }
}
