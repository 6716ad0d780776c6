import type { AdvancedEventSelector, EventSelector } from '@aws-sdk/client-cloudtrail';
import { formatArn, type Place, placeKey } from '../../core/arn.ts';
import type { Instant } from '../../core/clock.ts';

/** What a trail logs: management events, unless it was told otherwise. */
export type Selectors =
  | { readonly kind: 'basic'; readonly all: readonly EventSelector[] }
  | { readonly kind: 'advanced'; readonly all: readonly AdvancedEventSelector[] };

export const DEFAULT_SELECTORS: Selectors = {
  kind: 'basic',
  all: [{ ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] }],
};

export interface Trail extends Place {
  readonly name: string;
  readonly bucket: string;
  readonly prefix: string | undefined;
  readonly topicArn: string | undefined;
  readonly globalEvents: boolean;
  readonly multiRegion: boolean;
  readonly selectors: Selectors;
  readonly hasCustomSelectors: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly logging: boolean;
  readonly started: Instant | undefined;
  readonly stopped: Instant | undefined;
  readonly delivery: Delivery | undefined;
}

/** The last time that a log file was written, or was not. */
export interface Delivery {
  readonly attempted: Instant;
  readonly succeeded: Instant | undefined;
  readonly error: string | undefined;
}

export const trailArn = (trail: Place & { readonly name: string }): string =>
  formatArn('cloudtrail', trail, `trail/${trail.name}`);
export const trailKey = (place: Place, name: string): string => placeKey(place, name);

/** https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Trail.html */
export const shownTrail = (trail: Trail) => ({
  Name: trail.name,
  S3BucketName: trail.bucket,
  ...(trail.prefix === undefined ? {} : { S3KeyPrefix: trail.prefix }),
  ...(trail.topicArn === undefined
    ? {}
    : { SnsTopicName: trail.topicArn.split(':').at(-1), SnsTopicARN: trail.topicArn }),
  IncludeGlobalServiceEvents: trail.globalEvents,
  IsMultiRegionTrail: trail.multiRegion,
  TrailARN: trailArn(trail),
  LogFileValidationEnabled: false,
  IsOrganizationTrail: false,
});
