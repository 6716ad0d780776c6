import { type Arn, parseArn } from '../../core/arn.ts';
import { AwsError } from '../../core/aws-error.ts';
import { serviceCaller } from '../../core/caller.ts';
import type { Delivery } from './deliveries.ts';
import { confirmationOf, envelopeOf, lambdaEventOf, textFor } from './envelope.ts';
import type { SnsState } from './state.ts';
import type { Subscription } from './topic.ts';
import { countTopic } from './topic-metrics.ts';

export interface DeliveryFailure {
  readonly code: string;
  readonly message: string;
  readonly status: number;
}

const failureOf = (error: unknown): DeliveryFailure =>
  error instanceof AwsError
    ? { code: error.code, message: error.message, status: error.status ?? 400 }
    : { code: 'InternalError', message: String(error), status: 500 };

const RETRYABLE = /Throttl|TooManyRequests|ServiceUnavailable|Internal|ServiceException/;

/**
 * An endpoint that is gone, or does not admit SNS, is not tried again.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html#why-do-message-deliveries-fail
 */
export const isFinal = ({ code, status }: DeliveryFailure): boolean => status < 500 && !RETRYABLE.test(code);

type Courier = (state: SnsState, to: Arn, subscription: Subscription, delivery: Delivery) => Promise<unknown>;

/** SNS acts for the topic: `aws:SourceArn` in the endpoint's policy is the topic's ARN. */
const sender = ({ topicArn }: Subscription) =>
  serviceCaller('sns.amazonaws.com', topicArn.split(':')[4] ?? '', topicArn);

const sendTo = (state: SnsState, to: Arn, subscription: Subscription, message: object): Promise<unknown> => {
  const { accountId, region, resource } = to;
  const QueueUrl = `${state.deps.endpoint()}/${accountId}/${resource}`;
  return state.deps.aws.call(
    sender(subscription),
    'sqs',
    'SendMessage',
    { QueueUrl, ...message },
    { accountId, region },
  );
};

/** What a queue's message needs beside its body: the order, and with raw delivery the attributes. */
function queueMessage(to: Arn, subscription: Subscription, { message }: Delivery): object {
  if (subscription.token !== undefined) return { MessageBody: confirmationOf(subscription, message) };
  const raw = subscription.attributes.RawMessageDelivery?.toLowerCase() === 'true';
  const attributes = Object.entries(message.attributes).map(([name, { BinaryValue, ...value }]) => [
    name,
    {
      ...value,
      ...(BinaryValue === undefined ? {} : { BinaryValue: new Uint8Array(Buffer.from(BinaryValue, 'base64')) }),
    },
  ]);
  const fifo = to.resource.endsWith('.fifo');
  return {
    MessageBody: raw ? textFor(message, subscription.protocol) : envelopeOf(message, subscription),
    ...(raw && attributes.length > 0 ? { MessageAttributes: Object.fromEntries(attributes) } : {}),
    ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
    ...(fifo && message.dedupId !== undefined ? { MessageDeduplicationId: message.dedupId } : {}),
  };
}

/** By protocol. https://docs.aws.amazon.com/sns/latest/dg/sns-event-destinations.html */
const COURIERS: Readonly<Record<string, Courier>> = {
  sqs: (state, to, subscription, delivery) => sendTo(state, to, subscription, queueMessage(to, subscription, delivery)),
  lambda: (state, { accountId, region }, subscription, { message }) =>
    state.deps.aws.call(
      sender(subscription),
      'lambda',
      'Invoke',
      {
        FunctionName: subscription.endpoint,
        InvocationType: 'Event',
        Payload: new Uint8Array(Buffer.from(JSON.stringify(lambdaEventOf(message, subscription)))),
      },
      { accountId, region },
    ),
};

/** Brings a message to its subscription. @returns why it did not arrive; undefined where it did, or nobody wants it any more */
export async function deliver(state: SnsState, delivery: Delivery): Promise<DeliveryFailure | undefined> {
  const subscription = state.subscriptions.get(delivery.subscription);
  const to = subscription && parseArn(subscription.endpoint);
  const courier = subscription && COURIERS[subscription.protocol];
  if (!subscription || !to || !courier) return undefined;
  try {
    await courier(state, to, subscription, delivery);
    countTopic(state, subscription.topicArn, 'NumberOfNotificationsDelivered');
    return undefined;
  } catch (error) {
    return failureOf(error);
  }
}

/** Puts what could not be delivered into the subscription's dead letter queue, where it has one that admits SNS. */
export async function putAside(state: SnsState, delivery: Delivery, failure: DeliveryFailure): Promise<void> {
  const subscription = state.subscriptions.get(delivery.subscription);
  if (subscription) countTopic(state, subscription.topicArn, 'NumberOfNotificationsFailed');
  const policy = subscription?.attributes.RedrivePolicy;
  const { deadLetterTargetArn = '' } = JSON.parse(policy ?? '{}') as { deadLetterTargetArn?: string };
  const queue = parseArn(deadLetterTargetArn);
  if (!subscription || !queue) return;
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  const {
    MessageBody,
    MessageAttributes = {},
    ...order
  } = queueMessage(queue, subscription, delivery) as {
    MessageBody: string;
    MessageAttributes?: object;
  };
  try {
    await sendTo(state, queue, subscription, {
      MessageBody,
      ...order,
      MessageAttributes: {
        ...MessageAttributes,
        RequestID: text(delivery.message.id),
        ErrorCode: { DataType: 'Number', StringValue: String(failure.status) },
        ErrorMessage: text(failure.message.slice(0, 1024)),
      },
    });
  } catch (error) {
    state.deps.log.error('an SNS message was lost: its dead letter queue does not take it', {
      subscription: subscription.arn,
      error: failureOf(error).message,
    });
  }
}
