import { defaultTopicPolicy } from '../../../iam/default-topic-policy.ts';
import { unless } from './provider.ts';
import { inlinePolicy, type PolicyHolders, sharedPolicy } from './shared-policy.ts';

const topics: PolicyHolders = {
  async set(arns, AttributeValue, { call }) {
    for (const TopicArn of arns)
      await call('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue });
  },
  async reset(arns, context) {
    for (const arn of arns) {
      const policy = defaultTopicPolicy(arn, context.stack.accountId);
      await unless(['NotFoundException'], () => topics.set([arn], policy, context));
    }
  },
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const snsTopicPolicy = sharedPolicy('Topics', topics);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicinlinepolicy.html */
export const snsTopicInlinePolicy = inlinePolicy('TopicArn', topics);
