import type { Instant } from '../../core/clock.ts';

/** An event of an AWS service, for the default bus. */
export interface AwsEvent {
  readonly accountId: string;
  readonly region: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
  readonly resources: readonly string[];
  readonly time: Instant;
}

/** Where S3 puts its events. https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventBridge.html */
export interface EventSink {
  put(event: AwsEvent): void;
}
