import type { Instant } from './clock.ts';

/** An event that an AWS service itself puts on the default bus of an account and region. */
export interface AwsEvent {
  readonly accountId: string;
  readonly region: string;
  /** Such as `aws.s3`. */
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
  readonly resources: readonly string[];
  readonly time: Instant;
}

/** Where services put their events. Joins the transaction that is open, so that a change and its event cannot part. */
export interface EventSink {
  put(event: AwsEvent): void;
}
