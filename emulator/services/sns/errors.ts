import { AwsError } from '../../core/aws-error.ts';

/** SNS begins most of its refusals with the same words. */
export const invalid = (what: string): AwsError =>
  new AwsError('InvalidParameterException', `Invalid parameter: ${what}`);
export const noTopic = (): AwsError => new AwsError('NotFoundException', 'Topic does not exist');
export const noSubscription = (): AwsError => new AwsError('NotFoundException', 'Subscription does not exist');
