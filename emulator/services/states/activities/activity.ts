import type { EncryptionConfiguration } from '@aws-sdk/client-sfn';
import { type Place, placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Instant } from '../../../core/clock.ts';
import { arnOf } from '../arns.ts';
import type { StatesState } from '../state.ts';

/** A queue of tasks that workers ask for. */
export interface Activity extends Place {
  readonly name: string;
  readonly created: Instant;
  readonly encryption: EncryptionConfiguration;
  readonly tags: Readonly<Record<string, string>>;
}

export const activityKey = (place: Place, name: string): string => placeKey(place, name);

const activityDoesNotExist = (arn: string): AwsError =>
  new AwsError('ActivityDoesNotExist', `Activity Does Not Exist: '${arn}'`);

/** @throws AwsError `InvalidArn`, `ActivityDoesNotExist` */
export function activityOf({ activities }: StatesState, arn: string): Activity {
  const { place, name } = arnOf(arn, 'activity');
  const activity = activities.get(activityKey(place, name));
  if (!activity) throw activityDoesNotExist(arn);
  return activity;
}
