import {
  CreateTopicCommand,
  DeleteTopicCommand,
  GetSubscriptionAttributesCommand,
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  PublishBatchCommand,
  PublishCommand,
  type PublishCommandInput,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let sns: SNSClient;
let sqs: SQSClient;
let serial = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  sns = new SNSClient(emulator.client);
  sqs = new SQSClient(emulator.client);
});
afterAll(() => emulator.stop());

const topic = async (Attributes: Record<string, string> = {}): Promise<string> => {
  const Name = `t${++serial}${Attributes.FifoTopic ? '.fifo' : ''}`;
  return (await sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn ?? '';
};

/** A queue that lets a topic in; `TopicArn` undefined: nobody. */
async function queue(TopicArn?: string, fifo = false): Promise<{ url: string; arn: string }> {
  const QueueName = `q${++serial}${fifo ? '.fifo' : ''}`;
  const { QueueUrl: url = '' } = await sqs.send(
    new CreateQueueCommand({ QueueName, Attributes: fifo ? { FifoQueue: 'true' } : {} }),
  );
  const arn = `arn:aws:sqs:us-east-1:000000000000:${QueueName}`;
  if (TopicArn === undefined) return { url, arn };
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'sns.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: arn,
        Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
      },
    ],
  });
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
  return { url, arn };
}
const subscribe = async (
  TopicArn: string,
  Endpoint: string,
  Attributes: Record<string, string> = {},
  Protocol = 'sqs',
) => (await sns.send(new SubscribeCommand({ TopicArn, Protocol, Endpoint, Attributes }))).SubscriptionArn ?? '';
const publish = (TopicArn: string, Message: string, more: Partial<PublishCommandInput> = {}) =>
  sns.send(new PublishCommand({ TopicArn, Message, ...more }));
async function received(QueueUrl: string): Promise<Message[]> {
  await emulator.clock?.advance(100);
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      MessageSystemAttributeNames: ['All'],
    }),
  );
  return Messages;
}
const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });

describe('delivery', () => {
  it('wraps a message for a queue as SNS does', async () => {
    const TopicArn = await topic();
    const { url, arn } = await queue(TopicArn);
    const subscription = await subscribe(TopicArn, arn);
    const { MessageId } = await publish(TopicArn, 'hello "you"', { Subject: 'S', MessageAttributes: { k: text('v') } });
    const [message] = await received(url);
    expect(message?.Body).toMatch(/^\{\n {2}"Type" : "Notification",\n/);
    expect(JSON.parse(message?.Body ?? '{}')).toMatchObject({
      MessageId,
      TopicArn,
      Subject: 'S',
      Message: 'hello "you"',
      Timestamp: '2026-11-23T12:00:00.000Z',
      SignatureVersion: '1',
      UnsubscribeURL: `https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=${subscription}`,
      MessageAttributes: { k: { Type: 'String', Value: 'v' } },
    });
    expect(message?.Attributes?.SenderId).toBeDefined();
  });

  it('leaves a message as it is where raw delivery is asked for', async () => {
    const TopicArn = await topic();
    const { url, arn } = await queue(TopicArn);
    await subscribe(TopicArn, arn, { RawMessageDelivery: 'true' });
    const MessageAttributes = { n: text('1', 'Number'), b: { DataType: 'Binary', BinaryValue: Buffer.from('x') } };
    await publish(TopicArn, 'raw', { MessageAttributes });
    const [message] = await received(url);
    expect(message?.Body).toBe('raw');
    expect(message?.MessageAttributes?.n).toEqual({ DataType: 'Number', StringValue: '1' });
    expect(Buffer.from(message?.MessageAttributes?.b?.BinaryValue ?? '').toString()).toBe('x');
  });

  it('delivers nothing to a queue that does not let the topic in, and tells the dead letter queue', async () => {
    const TopicArn = await topic();
    const other = await queue(await topic());
    const dead = await queue(TopicArn);
    await subscribe(TopicArn, other.arn, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }) });
    await publish(TopicArn, 'lost');
    expect(await received(other.url)).toEqual([]);
    const [message] = await received(dead.url);
    expect(JSON.parse(message?.Body ?? '{}')).toMatchObject({ Message: 'lost' });
    expect(message?.MessageAttributes?.ErrorMessage?.StringValue).toContain('sqs:SendMessage');
  });

  it('keeps order and uniqueness in FIFO topics', async () => {
    const TopicArn = await topic({ FifoTopic: 'true', ContentBasedDeduplication: 'true' });
    const { url, arn } = await queue(TopicArn, true);
    await subscribe(TopicArn, arn, { RawMessageDelivery: 'true' });
    const first = await publish(TopicArn, '1', { MessageGroupId: 'g' });
    const again = await publish(TopicArn, '1', { MessageGroupId: 'g' });
    await publish(TopicArn, '2', { MessageGroupId: 'g' });
    expect(again.MessageId).toBe(first.MessageId);
    expect((await received(url)).map(({ Body }) => Body)).toEqual(['1', '2']);
  });

  it('publishes in batches, and takes each entry by itself', async () => {
    const TopicArn = await topic();
    const { url, arn } = await queue(TopicArn);
    await subscribe(TopicArn, arn, { RawMessageDelivery: 'true' });
    const { Successful, Failed } = await sns.send(
      new PublishBatchCommand({
        TopicArn,
        PublishBatchRequestEntries: [
          { Id: 'a', Message: '1' },
          { Id: 'b', Message: '2', Subject: 'line\nbreak' },
        ],
      }),
    );
    expect(Successful?.map(({ Id }) => Id)).toEqual(['a']);
    expect(Failed).toEqual([
      { Id: 'b', Code: 'InvalidParameter', Message: 'Invalid parameter: Subject', SenderFault: true },
    ]);
    expect((await received(url)).map(({ Body }) => Body)).toEqual(['1']);
  });

  it('sends each protocol its own text', async () => {
    const TopicArn = await topic();
    const { url, arn } = await queue(TopicArn);
    await subscribe(TopicArn, arn, { RawMessageDelivery: 'true' });
    await publish(TopicArn, JSON.stringify({ default: 'd', sqs: 'for queues' }), { MessageStructure: 'json' });
    expect((await received(url)).map(({ Body }) => Body)).toEqual(['for queues']);
  });
});

describe('filter policies', () => {
  const attributes = {
    kind: text('order'),
    price: text('12.5', 'Number'),
    tags: text('["red","blue"]', 'String.Array'),
  };
  it.each<[object, boolean]>([
    [{ kind: ['order', 'invoice'] }, true],
    [{ kind: ['invoice'] }, false],
    [{ kind: [{ 'anything-but': ['order'] }] }, false],
    [{ kind: [{ prefix: 'ord' }], price: [{ numeric: ['>', 12, '<=', 12.5] }] }, true],
    [{ kind: [{ prefix: 'ord' }], price: [{ numeric: ['<', 12] }] }, false],
    [{ tags: ['blue'] }, true],
    [{ missing: [{ exists: false }] }, true],
    [{ missing: [{ exists: true }] }, false],
    [{ $or: [{ kind: ['x'] }, { price: [12.5] }] }, true],
  ])('%j on attributes: %s', async (policy, delivered) => {
    const TopicArn = await topic();
    const { url, arn } = await queue(TopicArn);
    await subscribe(TopicArn, arn, { FilterPolicy: JSON.stringify(policy) });
    await publish(TopicArn, 'x', { MessageAttributes: attributes });
    expect((await received(url)).length > 0).toBe(delivered);
  });

  it.each<[string, boolean]>([
    ['{"order":{"state":"placed"}}', true],
    ['{"order":{"state":"paid"}}', false],
    ['no JSON', false],
  ])('on the body %s: %s', async (body, delivered) => {
    const TopicArn = await topic();
    const { url, arn } = await queue(TopicArn);
    await subscribe(TopicArn, arn, {
      FilterPolicyScope: 'MessageBody',
      FilterPolicy: JSON.stringify({ order: { state: ['placed'] } }),
    });
    await publish(TopicArn, body);
    expect((await received(url)).length > 0).toBe(delivered);
  });

  it.each<[string, string]>([
    ['no JSON', 'no JSON'],
    ['a value that is no list', '{"a":"b"}'],
    ['an unknown operator', '{"a":[{"like":"b"}]}'],
    ['nesting on attributes', '{"a":{"b":["c"]}}'],
    ['six keys', '{"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]}'],
    [
      'more than 150 combinations',
      JSON.stringify(Object.fromEntries(['a', 'b', 'c'].map((key) => [key, ['1', '2', '3', '4', '5', '6']]))),
    ],
  ])('refuses %s', async (_name, FilterPolicy) => {
    const TopicArn = await topic();
    await expect(subscribe(TopicArn, (await queue()).arn, { FilterPolicy })).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/^Invalid parameter: FilterPolicy/),
    });
  });
});

describe('topics and subscriptions', () => {
  it('finds what is there again, and shows its attributes', async () => {
    const TopicArn = await topic({ DisplayName: 'D' });
    const Name = TopicArn.split(':').at(-1);
    expect((await sns.send(new CreateTopicCommand({ Name }))).TopicArn).toBe(TopicArn);
    const { arn } = await queue();
    const subscription = await subscribe(TopicArn, arn);
    expect(await subscribe(TopicArn, arn)).toBe(subscription);
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ DisplayName: 'D', SubscriptionsConfirmed: '1', SubscriptionsPending: '0' });
    expect(Attributes?.Policy).toContain('__default_policy_ID');
    await sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: subscription,
        AttributeName: 'RawMessageDelivery',
        AttributeValue: 'true',
      }),
    );
    const shown = await sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: subscription }));
    expect(shown.Attributes).toMatchObject({
      RawMessageDelivery: 'true',
      PendingConfirmation: 'false',
      Protocol: 'sqs',
    });
    await sns.send(new UnsubscribeCommand({ SubscriptionArn: subscription }));
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions).toEqual([]);
    await sns.send(new DeleteTopicCommand({ TopicArn }));
    await sns.send(new DeleteTopicCommand({ TopicArn }));
  });

  it('keeps tags', async () => {
    const { TopicArn = '' } = await sns.send(
      new CreateTopicCommand({ Name: 'tagged', Tags: [{ Key: 'a', Value: '1' }] }),
    );
    const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
    expect(Tags).toEqual([{ Key: 'a', Value: '1' }]);
    expect((await sns.send(new ListTopicsCommand({}))).Topics).toContainEqual({ TopicArn });
  });

  it('asks the owner of a queue in another account first', async () => {
    const TopicArn = await topic();
    const pending = await subscribe(TopicArn, 'arn:aws:sqs:us-east-1:111122223333:theirs');
    expect(pending).toBe('pending confirmation');
    const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions?.[0]?.SubscriptionArn).toBe('PendingConfirmation');
  });

  it.each<[string, () => Promise<unknown>, string, string | RegExp]>([
    [
      'a topic that is not there',
      () => publish('arn:aws:sns:us-east-1:000000000000:no', 'x'),
      'NotFoundException',
      'Topic does not exist',
    ],
    [
      'an ARN that is none',
      () => publish('no', 'x'),
      'InvalidParameterException',
      'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
    ],
    [
      'an empty message',
      async () => publish(await topic(), ''),
      'InvalidParameterException',
      'Invalid parameter: Empty message',
    ],
    [
      'a message that is too long',
      async () => publish(await topic(), 'x'.repeat(262_145)),
      'InvalidParameterException',
      'Invalid parameter: Message too long',
    ],
    [
      'a subject of two lines',
      async () => publish(await topic(), 'x', { Subject: 'a\nb' }),
      'InvalidParameterException',
      'Invalid parameter: Subject',
    ],
    [
      'texts without a default',
      async () => publish(await topic(), '{"sqs":"x"}', { MessageStructure: 'json' }),
      'InvalidParameterException',
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    ],
    [
      'a number that is none',
      async () => publish(await topic(), 'x', { MessageAttributes: { n: text('x', 'Number') } }),
      'InvalidParameterValueException',
      /cast message attribute 'n'/,
    ],
    [
      'an attribute of no known type',
      async () => publish(await topic(), 'x', { MessageAttributes: { n: text('x', 'Text') } }),
      'InvalidParameterValueException',
      /invalid message attribute type/,
    ],
    [
      'no group in a FIFO topic',
      async () => publish(await topic({ FifoTopic: 'true' }), 'x'),
      'InvalidParameterException',
      /MessageGroupId parameter is required/,
    ],
    [
      'no deduplication id',
      async () => publish(await topic({ FifoTopic: 'true' }), 'x', { MessageGroupId: 'g' }),
      'InvalidParameterException',
      /ContentBasedDeduplication enabled or MessageDeduplicationId/,
    ],
    [
      'a phone number',
      () => sns.send(new PublishCommand({ PhoneNumber: '+4912345', Message: 'x' })),
      'InvalidParameterException',
      /PhoneNumber/,
    ],
    [
      'a name with a blank',
      () => sns.send(new CreateTopicCommand({ Name: 'a b' })),
      'InvalidParameterException',
      'Invalid parameter: Topic Name',
    ],
    [
      'a FIFO name for a standard topic',
      () => sns.send(new CreateTopicCommand({ Name: 'a.fifo' })),
      'InvalidParameterException',
      /Topic Name/,
    ],
    [
      'an attribute it does not know',
      () => topic({ Colour: 'red' }),
      'InvalidParameterException',
      'Invalid parameter: AttributeName',
    ],
    [
      'e-mail',
      async () => subscribe(await topic(), 'a@example.com', {}, 'email'),
      'InvalidParameterException',
      /Protocol email/,
    ],
    [
      'a protocol that is none',
      async () => subscribe(await topic(), 'x', {}, 'pigeon'),
      'InvalidParameterException',
      'Invalid parameter: Amazon SNS does not support this protocol string: pigeon',
    ],
    [
      'a queue that is no ARN',
      async () => subscribe(await topic(), 'http://queue'),
      'InvalidParameterException',
      'Invalid parameter: SQS endpoint ARN',
    ],
    [
      'a FIFO queue for a standard topic',
      async () => subscribe(await topic(), (await queue(undefined, true)).arn),
      'InvalidParameterException',
      /FIFO SQS Queues can not be subscribed/,
    ],
    [
      'raw delivery to a function',
      async () =>
        subscribe(
          await topic(),
          'arn:aws:lambda:us-east-1:000000000000:function:f',
          { RawMessageDelivery: 'true' },
          'lambda',
        ),
      'InvalidParameterException',
      /does not support raw message delivery/,
    ],
    [
      'a batch of none',
      async () => sns.send(new PublishBatchCommand({ TopicArn: await topic(), PublishBatchRequestEntries: [] })),
      'EmptyBatchRequestException',
      /./,
    ],
    [
      'a subscription that is not there',
      () =>
        sns.send(
          new GetSubscriptionAttributesCommand({ SubscriptionArn: 'arn:aws:sns:us-east-1:000000000000:t1:00000000' }),
        ),
      'NotFoundException',
      'Subscription does not exist',
    ],
  ])('refuses %s', async (_name, send, name, message) => {
    await expect(send()).rejects.toMatchObject({
      name,
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    });
  });
});
