import { unless } from './provider.ts';
import { inlinePolicy, type PolicyHolders, sharedPolicy } from './shared-policy.ts';

const queues: PolicyHolders = {
  async set(urls, Policy, { call }) {
    for (const QueueUrl of urls) await call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
  },
  async reset(urls, context) {
    for (const url of urls) await unless(['QueueDoesNotExist'], () => queues.set([url], '', context));
  },
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const sqsQueuePolicy = sharedPolicy('Queues', queues);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queueinlinepolicy.html */
export const sqsQueueInlinePolicy = inlinePolicy('Queue', queues);
