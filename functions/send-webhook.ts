import type { SQSRecord } from 'aws-lambda';
import { busRules } from '../lib/aws/bus-rules.ts';
import { httpsPost } from '../lib/aws/https-post.ts';
import { queueHandler } from '../lib/aws/queue-handler.ts';
import { sqs } from '../lib/aws/sqs.ts';
import { subscriptions } from '../lib/aws/subscription-store.ts';
import { allowedHosts } from '../lib/aws/targets/target-settings.ts';
import { WebhookQueue } from '../lib/aws/webhook-queue.ts';
import { setting } from '../lib/environment.ts';
import { count, logger } from '../lib/powertools.ts';
import { disableSubscription } from '../lib/subscriptions/switch-subscription.ts';
import { sendWebhook, type WebhookMessage } from '../lib/webhooks/send-webhook.ts';

const queue = new WebhookQueue(sqs, {
  queueUrl: setting('WEBHOOKS_QUEUE_URL'),
  deadLetterUrl: setting('WEBHOOKS_FAILED_QUEUE_URL'),
});
/** Milliseconds. */
const TIMEOUT = 10_000;
const rules = busRules();
const hosts = allowedHosts();

async function send({ body, receiptHandle, attributes }: SQSRecord): Promise<void> {
  const message: WebhookMessage = JSON.parse(body);
  const tries = Number(attributes.ApproximateReceiveCount);
  const fate = await sendWebhook(message, tries, {
    find: (tenant, id) => subscriptions.find(tenant, id),
    post: (url, request) => httpsPost(url, request, { allowedHosts: hosts, timeout: TIMEOUT }),
    async disable({ tenant, id }, reason) {
      await disableSubscription(tenant, id, reason, { subscriptions, rules, now: new Date() });
    },
    now: new Date(),
  });
  const { tenant, subscription, event } = message;
  // `explain-event` reads these lines.
  logger.info('webhook', { tenant, subscription, eventId: event.id, tries, ...fate });
  if (fate.fate === 'delivered') count('WebhooksDelivered');
  if (fate.fate === 'dead') count('WebhooksFailed');
  if (fate.fate === 'dead') await queue.bury(body, fate.cause, tries);
  if (fate.fate !== 'again') return;
  await queue.postpone(receiptHandle, fate.pause);
  throw new Error(fate.cause);
}

/** Sends what the webhooks queue holds. Idempotency key, for the receiver: `webhook-id`. */
export const handler = queueHandler(send);
