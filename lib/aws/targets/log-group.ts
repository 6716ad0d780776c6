import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  PutRetentionPolicyCommand,
  ResourceAlreadyExistsException,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import type { TargetMaker } from '../../subscriptions/subscription.ts';
import type { TargetSettings } from './target-settings.ts';

const RETENTION_DAYS = 30;

/** A log group of ours, made for one subscription. Its name is one that the account's log resource policy covers. */
export const logGroup = (
  logs: CloudWatchLogsClient,
  { prefix, partition, region, accountId }: TargetSettings,
): TargetMaker<'log-group'> => {
  const nameOf = ({ id }: { readonly id: string }): string => `/aws/events/${prefix}/subscriptions/${id}`;
  return {
    check: () => [],
    async make(_target, subscription, { tenant }) {
      const logGroupName = nameOf(subscription);
      try {
        await logs.send(new CreateLogGroupCommand({ logGroupName, tags: { tenant } }));
      } catch (error) {
        if (!(error instanceof ResourceAlreadyExistsException)) throw error;
      }
      await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays: RETENTION_DAYS }));
      const arn = `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroupName}`;
      return { rule: { arn }, facts: { logGroupName } };
    },
    async unmake(_target, subscription) {
      try {
        await logs.send(new DeleteLogGroupCommand({ logGroupName: nameOf(subscription) }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    },
  };
};
