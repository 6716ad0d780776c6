import { parseArn } from '../../core/arn.ts';
import type { SnsState } from './state.ts';

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
export function countTopic(
  { deps }: Pick<SnsState, 'deps'>,
  topicArn: string,
  name: 'NumberOfMessagesPublished' | 'NumberOfNotificationsDelivered' | 'NumberOfNotificationsFailed',
): void {
  const arn = parseArn(topicArn);
  if (!arn) return;
  const { accountId, region, resource } = arn;
  const dimensions = { TopicName: resource };
  deps.metrics.count({ accountId, region, namespace: 'AWS/SNS', name, dimensions, value: 1, unit: 'Count' });
}
