// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { att, policy, queue, type Row, ref, S } from './parts.ts';

export const messagingRows: readonly Row[] = [
  {
    type: 'AWS::SQS::Queue',
    before: { QueueName: 'q1', VisibilityTimeout: 5, RedriveAllowPolicy: { redrivePermission: 'denyAll' } },
    after: { QueueName: 'q1', DelaySeconds: '3', Tags: [{ Key: 'a', Value: 'b' }] },
    ref: /^http.*\/000000000000\/q1$/,
    attributes: { Arn: /^arn:aws:sqs:us-east-1:000000000000:q1$/, QueueName: /^q1$/ },
    shows: [
      'sqs',
      'GetQueueAttributes',
      { QueueUrl: '$ref', AttributeNames: ['All'] },
      { Attributes: { DelaySeconds: '3', VisibilityTimeout: '30' } },
    ],
  },
  {
    type: 'AWS::SQS::QueuePolicy',
    beside: queue,
    before: { Queues: [ref('Queue')], PolicyDocument: policy('sqs:SendMessage', att('Queue', 'Arn')) },
    after: { Queues: [ref('Queue')], PolicyDocument: policy('sqs:*', att('Queue', 'Arn')) },
    ref: new RegExp(`^${S}$`),
  },
  {
    type: 'AWS::SNS::Topic',
    beside: queue,
    before: { DisplayName: 'a', Subscription: [{ Protocol: 'sqs', Endpoint: att('Queue', 'Arn') }] },
    after: { DisplayName: 'b', Tags: [{ Key: 'a', Value: 'b' }] },
    ref: /^arn:aws:sns:us-east-1:000000000000:/,
    attributes: { TopicName: /-It-/ },
    shows: [
      'sns',
      'GetTopicAttributes',
      { TopicArn: '$ref' },
      { Attributes: { DisplayName: 'b', SubscriptionsConfirmed: '0' } },
    ],
  },
  {
    type: 'AWS::SNS::TopicPolicy',
    beside: { Topic: { Type: 'AWS::SNS::Topic' } },
    before: { Topics: [ref('Topic')], PolicyDocument: policy('sns:Publish', ref('Topic')) },
    after: { Topics: [ref('Topic')], PolicyDocument: policy('sns:Publish', ref('Topic'), 's3.amazonaws.com') },
    ref: new RegExp(`^${S}$`),
  },
  {
    type: 'AWS::SNS::Subscription',
    beside: { Topic: { Type: 'AWS::SNS::Topic' }, ...queue },
    before: { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: att('Queue', 'Arn') },
    after: {
      TopicArn: ref('Topic'),
      Protocol: 'sqs',
      Endpoint: att('Queue', 'Arn'),
      RawMessageDelivery: true,
      FilterPolicy: { a: ['b'] },
    },
    ref: /^arn:aws:sns:.*:[0-9a-f-]{36}$/,
    shows: [
      'sns',
      'GetSubscriptionAttributes',
      { SubscriptionArn: '$ref' },
      { Attributes: { RawMessageDelivery: 'true', FilterPolicy: '{"a":["b"]}' } },
    ],
  },
];
