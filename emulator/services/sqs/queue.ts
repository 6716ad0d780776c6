import { formatArn, type Place, placeKey } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';

export interface Queue extends Place {
  /** The number its messages are filed under; never used again. */
  readonly id: number;
  readonly name: string;
  readonly fifo: boolean;
  /** What was set; defaults are filled in by `attributeOf`. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: Instant;
  readonly modified: Instant;
}

export const queueArn = (queue: Place & { readonly name: string }): string => formatArn('sqs', queue, queue.name);
export const queueKey = (place: Place, name: string): string => placeKey(place, name);

export const queueDoesNotExist = (): AwsError =>
  new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');

/**
 * Account and name at the end of a queue URL, whatever its host: AWS, too, reads nothing else.
 * @throws AwsError `InvalidAddress` where the text is no queue URL
 */
export function parseQueueUrl(url: string): { accountId: string | undefined; name: string } {
  const found = /(?:^|\/)(?:(\d{12})\/)?([\w-]+(?:\.fifo)?)\/?$/.exec(url);
  if (!found?.[2]) throw new AwsError('InvalidAddress', `The address ${url} is not valid for this endpoint.`);
  return { accountId: found[1], name: found[2] };
}

/** The key of the queue an ARN names; undefined where it is none of SQS. */
export function keyOfArn(arn: string): string | undefined {
  const [, , service, region, accountId, name, ...rest] = arn.split(':');
  if (service !== 'sqs' || !region || !accountId || !name || rest.length > 0) return undefined;
  return queueKey({ accountId, region }, name);
}
