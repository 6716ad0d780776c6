import type { TargetMaker } from '../../subscriptions/subscription.ts';
import { parseArn } from '../arn.ts';
import { ownResourceViolations } from './own-resource.ts';
import type { TargetSettings } from './target-settings.ts';

/**
 * A queue of the integrator's. Another account's needs a role of ours to deliver with, and a queue policy there that
 * allows that role: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-service-cross-account.html
 */
export const ownQueue = ({ region, accountId, deliverAbroadRoleArn, ruleArn }: TargetSettings): TargetMaker<'sqs'> => ({
  check: ({ arn }, tenant) =>
    ownResourceViolations(arn, tenant, {
      service: 'sqs',
      resource: /^[A-Za-z0-9_-]{1,80}$/,
      what: 'a standard queue',
      region,
    }),
  async make({ arn }, { ruleName }) {
    const abroad = parseArn(arn)?.account !== accountId;
    const statement = {
      Effect: 'Allow',
      ...(abroad
        ? { Principal: { AWS: deliverAbroadRoleArn } }
        : {
            Principal: { Service: 'events.amazonaws.com' },
            Condition: { ArnEquals: { 'aws:SourceArn': ruleArn(ruleName) } },
          }),
      Action: 'sqs:SendMessage',
      Resource: arn,
    };
    return {
      rule: { arn, ...(abroad ? { roleArn: deliverAbroadRoleArn } : {}) },
      facts: { addToYourQueuePolicy: JSON.stringify(statement) },
    };
  },
  async unmake() {},
});
