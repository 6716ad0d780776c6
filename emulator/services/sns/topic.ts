import { formatArn, type Place, parseArn, placeKey } from '../../core/arn.ts';
import type { Instant } from '../../core/clock.ts';
import { invalid } from './errors.ts';

export interface Topic extends Place {
  readonly name: string;
  readonly fifo: boolean;
  /** As set, by AWS's names; see `topic-attributes.ts` for the defaults of the others. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: Instant;
  /** Subscriptions deleted so far. */
  readonly deleted: number;
}

export interface Subscription {
  readonly arn: string;
  readonly topicArn: string;
  readonly owner: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Who subscribed, as IAM names them. */
  readonly principal: string;
  /** Set until the endpoint's owner has confirmed with this token. */
  readonly token: string | undefined;
}

export const topicArn = (place: Place, name: string): string => formatArn('sns', place, name);
export const topicKey = (place: Place, name: string): string => placeKey(place, name);

/** The key of the topic that an ARN means. @throws AwsError `InvalidParameterException` where it is no ARN of a topic */
export function keyOfTopicArn(arn: string, parameter = 'TopicArn'): string {
  const parts = parseArn(arn);
  if (!parts) {
    const elements = arn.split(':').length;
    throw invalid(
      elements < 6
        ? `${parameter} Reason: An ARN must have at least 6 elements, not ${elements}`
        : `${parameter} Reason: ${arn} is not a valid ARN`,
    );
  }
  if (parts.service !== 'sns' || parts.resource.includes(':')) throw invalid(parameter);
  return topicKey(parts, parts.resource);
}
