import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { TargetMaker } from '../../subscriptions/subscription.ts';
import type { TargetSettings } from './target-settings.ts';

const FOURTEEN_DAYS = '1209600';

/** A queue of ours, made for one subscription: its rule may send, the integrator's account may read. */
export const madeQueue = (
  sqs: SQSClient,
  { prefix, partition, region, accountId, ruleArn }: TargetSettings,
): TargetMaker<'queue'> => ({
  check: () => [],
  async make(_target, { id, ruleName }, { tenant, awsAccount }) {
    const QueueName = `${prefix}-${id}`;
    const arn = `arn:${partition}:sqs:${region}:${accountId}:${QueueName}`;
    const { QueueUrl = '' } = await sqs.send(
      new CreateQueueCommand({
        QueueName,
        Attributes: {
          MessageRetentionPeriod: FOURTEEN_DAYS,
          SqsManagedSseEnabled: 'true',
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'Deliver',
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: arn,
                Condition: { ArnEquals: { 'aws:SourceArn': ruleArn(ruleName) } },
              },
              {
                Sid: 'Read',
                Effect: 'Allow',
                Principal: { AWS: awsAccount },
                Action: [
                  'sqs:ReceiveMessage',
                  'sqs:DeleteMessage',
                  'sqs:ChangeMessageVisibility',
                  'sqs:GetQueueAttributes',
                  'sqs:GetQueueUrl',
                ],
                Resource: arn,
              },
            ],
          }),
        },
        tags: { tenant, subscription: id },
      }),
    );
    return { rule: { arn }, facts: { queueUrl: QueueUrl, queueArn: arn } };
  },
  async unmake(_target, { id }) {
    try {
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${prefix}-${id}` }));
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
    } catch (error) {
      if (!(error instanceof QueueDoesNotExist)) throw error;
    }
  },
});
