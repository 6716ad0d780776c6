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
  SetSubscriptionAttributesCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import { testEmulator } from '../../../../support/emulator.ts';
import { type TopicsWorld, text, topicsWorld } from '../../../../support/topics-world.ts';

let world: TopicsWorld;

beforeAll(async () => {
  world = topicsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

describe('topics and subscriptions', () => {
  it('finds what is there again, and shows its attributes', async () => {
    const TopicArn = await world.topic({ DisplayName: 'D' });
    const Name = TopicArn.split(':').at(-1);
    expect((await world.sns.send(new CreateTopicCommand({ Name }))).TopicArn).toBe(TopicArn);
    const { arn } = await world.queue();
    const subscription = await world.subscribe(TopicArn, arn);
    expect(await world.subscribe(TopicArn, arn)).toBe(subscription);
    const { Attributes } = await world.sns.send(new GetTopicAttributesCommand({ TopicArn }));
    expect(Attributes).toMatchObject({ DisplayName: 'D', SubscriptionsConfirmed: '1', SubscriptionsPending: '0' });
    expect(Attributes?.Policy).toContain('__default_policy_ID');
    await world.sns.send(
      new SetSubscriptionAttributesCommand({
        SubscriptionArn: subscription,
        AttributeName: 'RawMessageDelivery',
        AttributeValue: 'true',
      }),
    );
    const shown = await world.sns.send(new GetSubscriptionAttributesCommand({ SubscriptionArn: subscription }));
    expect(shown.Attributes).toMatchObject({
      RawMessageDelivery: 'true',
      PendingConfirmation: 'false',
      Protocol: 'sqs',
    });
    await world.sns.send(new UnsubscribeCommand({ SubscriptionArn: subscription }));
    const { Subscriptions } = await world.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions).toEqual([]);
    await world.sns.send(new DeleteTopicCommand({ TopicArn }));
    await world.sns.send(new DeleteTopicCommand({ TopicArn }));
  });

  it('keeps tags', async () => {
    const { TopicArn = '' } = await world.sns.send(
      new CreateTopicCommand({ Name: 'tagged', Tags: [{ Key: 'a', Value: '1' }] }),
    );
    const { Tags } = await world.sns.send(new ListTagsForResourceCommand({ ResourceArn: TopicArn }));
    expect(Tags).toEqual([{ Key: 'a', Value: '1' }]);
    expect((await world.sns.send(new ListTopicsCommand({}))).Topics).toContainEqual({ TopicArn });
  });

  it('asks the owner of a queue in another account first', async () => {
    const TopicArn = await world.topic();
    const pending = await world.subscribe(TopicArn, 'arn:aws:sqs:us-east-1:111122223333:theirs');
    expect(pending).toBe('pending confirmation');
    const { Subscriptions } = await world.sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    expect(Subscriptions?.[0]?.SubscriptionArn).toBe('PendingConfirmation');
  });

  it.each<[string, () => Promise<unknown>, string, string | RegExp]>([
    [
      'a topic that is not there',
      () => world.publish('arn:aws:sns:us-east-1:000000000000:no', 'x'),
      'NotFoundException',
      'Topic does not exist',
    ],
    [
      'an ARN that is none',
      () => world.publish('no', 'x'),
      'InvalidParameterException',
      'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
    ],
    [
      'an empty message',
      async () => world.publish(await world.topic(), ''),
      'InvalidParameterException',
      'Invalid parameter: Empty message',
    ],
    [
      'a message that is too long',
      async () => world.publish(await world.topic(), 'x'.repeat(262_145)),
      'InvalidParameterException',
      'Invalid parameter: Message too long',
    ],
    [
      'a subject of two lines',
      async () => world.publish(await world.topic(), 'x', { Subject: 'a\nb' }),
      'InvalidParameterException',
      'Invalid parameter: Subject',
    ],
    [
      'texts without a default',
      async () => world.publish(await world.topic(), '{"sqs":"x"}', { MessageStructure: 'json' }),
      'InvalidParameterException',
      'Invalid parameter: Message Structure - No default entry in JSON message body',
    ],
    [
      'a number that is none',
      async () => world.publish(await world.topic(), 'x', { MessageAttributes: { n: text('x', 'Number') } }),
      'InvalidParameterValueException',
      /cast message attribute 'n'/,
    ],
    [
      'an attribute of no known type',
      async () => world.publish(await world.topic(), 'x', { MessageAttributes: { n: text('x', 'Text') } }),
      'InvalidParameterValueException',
      /invalid message attribute type/,
    ],
    [
      'no group in a FIFO topic',
      async () => world.publish(await world.topic({ FifoTopic: 'true' }), 'x'),
      'InvalidParameterException',
      /MessageGroupId parameter is required/,
    ],
    [
      'no deduplication id',
      async () => world.publish(await world.topic({ FifoTopic: 'true' }), 'x', { MessageGroupId: 'g' }),
      'InvalidParameterException',
      /ContentBasedDeduplication enabled or MessageDeduplicationId/,
    ],
    [
      'a phone number',
      () => world.sns.send(new PublishCommand({ PhoneNumber: '+4912345', Message: 'x' })),
      'InvalidParameterException',
      /PhoneNumber/,
    ],
    [
      'a name with a blank',
      () => world.sns.send(new CreateTopicCommand({ Name: 'a b' })),
      'InvalidParameterException',
      'Invalid parameter: Topic Name',
    ],
    [
      'a FIFO name for a standard topic',
      () => world.sns.send(new CreateTopicCommand({ Name: 'a.fifo' })),
      'InvalidParameterException',
      /Topic Name/,
    ],
    [
      'an attribute it does not know',
      () => world.topic({ Colour: 'red' }),
      'InvalidParameterException',
      'Invalid parameter: AttributeName',
    ],
    [
      'e-mail',
      async () => world.subscribe(await world.topic(), 'a@example.com', {}, 'email'),
      'InvalidParameterException',
      /Protocol email/,
    ],
    [
      'a protocol that is none',
      async () => world.subscribe(await world.topic(), 'x', {}, 'pigeon'),
      'InvalidParameterException',
      'Invalid parameter: Amazon SNS does not support this protocol string: pigeon',
    ],
    [
      'a queue that is no ARN',
      async () => world.subscribe(await world.topic(), 'http://queue'),
      'InvalidParameterException',
      'Invalid parameter: SQS endpoint ARN',
    ],
    [
      'a FIFO queue for a standard topic',
      async () => world.subscribe(await world.topic(), (await world.queue(undefined, true)).arn),
      'InvalidParameterException',
      /FIFO SQS Queues can not be subscribed/,
    ],
    [
      'raw delivery to a function',
      async () =>
        world.subscribe(
          await world.topic(),
          'arn:aws:lambda:us-east-1:000000000000:function:f',
          { RawMessageDelivery: 'true' },
          'lambda',
        ),
      'InvalidParameterException',
      /does not support raw message delivery/,
    ],
    [
      'a batch of none',
      async () =>
        world.sns.send(new PublishBatchCommand({ TopicArn: await world.topic(), PublishBatchRequestEntries: [] })),
      'EmptyBatchRequestException',
      /./,
    ],
    [
      'a subscription that is not there',
      () =>
        world.sns.send(
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
