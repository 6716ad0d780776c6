import type { Message, MessageAttribute } from './message.ts';
import type { Subscription } from './topic.ts';

/** The text for a protocol; Lambda and queues may have texts of their own. */
export const textFor = ({ texts }: Message, protocol: string): string => texts[protocol] ?? texts.default ?? '';

const shown = (attributes: Readonly<Record<string, MessageAttribute>>): Record<string, object> =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      { Type: DataType, Value: BinaryValue ?? StringValue },
    ]),
  );

const regionOf = ({ topicArn }: Subscription): string => topicArn.split(':')[3] ?? '';
const certificate = (subscription: Subscription): string =>
  `https://sns.${regionOf(subscription)}.amazonaws.com/SimpleNotificationService-0000000000000000000000000000000.pem`;
const unsubscribe = (subscription: Subscription): string =>
  `https://sns.${regionOf(subscription)}.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscription.arn}`;

/** JSON as SNS writes it: a member a line, a blank before the colon. */
const written = (members: Readonly<Record<string, unknown>>): string =>
  `{\n${Object.entries(members)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `  "${name}" : ${JSON.stringify(value)}`)
    .join(',\n')}\n}`;

/**
 * The body of a queue's message. The signature has the right form, but no certificate of AWS stands behind it.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export const envelopeOf = (message: Message, subscription: Subscription): string =>
  written({
    Type: 'Notification',
    MessageId: message.id,
    SequenceNumber: message.sequence,
    TopicArn: subscription.topicArn,
    Subject: message.subject,
    Message: textFor(message, subscription.protocol),
    Timestamp: message.timestamp,
    SignatureVersion: '1',
    Signature: message.signature,
    SigningCertURL: certificate(subscription),
    UnsubscribeURL: unsubscribe(subscription),
    MessageAttributes: Object.keys(message.attributes).length > 0 ? shown(message.attributes) : undefined,
  });

/** What a queue of another account is asked before it gets anything. */
export const confirmationOf = (subscription: Subscription, message: Message): string =>
  written({
    Type: 'SubscriptionConfirmation',
    MessageId: message.id,
    Token: subscription.token,
    TopicArn: subscription.topicArn,
    Message: `You have chosen to subscribe to the topic ${subscription.topicArn}.\nTo confirm the subscription, visit the SubscribeURL included in this message.`,
    SubscribeURL: `https://sns.${regionOf(subscription)}.amazonaws.com/?Action=ConfirmSubscription&TopicArn=${subscription.topicArn}&Token=${subscription.token}`,
    Timestamp: message.timestamp,
    SignatureVersion: '1',
    Signature: message.signature,
    SigningCertURL: certificate(subscription),
  });

/** The event of a Lambda function. https://docs.aws.amazon.com/lambda/latest/dg/with-sns.html */
export const lambdaEventOf = (message: Message, subscription: Subscription): object => ({
  Records: [
    {
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: subscription.arn,
      Sns: {
        Type: 'Notification',
        MessageId: message.id,
        TopicArn: subscription.topicArn,
        Subject: message.subject ?? null,
        Message: textFor(message, subscription.protocol),
        Timestamp: message.timestamp,
        SignatureVersion: '1',
        Signature: message.signature,
        SigningCertUrl: certificate(subscription),
        UnsubscribeUrl: unsubscribe(subscription),
        MessageAttributes: shown(message.attributes),
      },
    },
  ],
});
