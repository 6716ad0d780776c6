import { PublishBatchCommand } from '@aws-sdk/client-sns';
import { testEmulator } from '../../../../support/emulator.ts';
import { type TopicsWorld, text, topicsWorld } from '../../../../support/topics-world.ts';

let world: TopicsWorld;

beforeAll(async () => {
  world = topicsWorld(await testEmulator());
});
afterAll(() => world.emulator.stop());

describe('delivery', () => {
  it('wraps a message for a queue as SNS does', async () => {
    const TopicArn = await world.topic();
    const { url, arn } = await world.queue(TopicArn);
    const subscription = await world.subscribe(TopicArn, arn);
    const { MessageId } = await world.publish(TopicArn, 'hello "you"', {
      Subject: 'S',
      MessageAttributes: { k: text('v') },
    });
    const [message] = await world.received(url);
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
    const TopicArn = await world.topic();
    const { url, arn } = await world.queue(TopicArn);
    await world.subscribe(TopicArn, arn, { RawMessageDelivery: 'true' });
    const MessageAttributes = { n: text('1', 'Number'), b: { DataType: 'Binary', BinaryValue: Buffer.from('x') } };
    await world.publish(TopicArn, 'raw', { MessageAttributes });
    const [message] = await world.received(url);
    expect(message?.Body).toBe('raw');
    expect(message?.MessageAttributes?.n).toEqual({ DataType: 'Number', StringValue: '1' });
    expect(Buffer.from(message?.MessageAttributes?.b?.BinaryValue ?? '').toString()).toBe('x');
  });

  it('delivers nothing to a queue that does not let the topic in, and tells the dead letter queue', async () => {
    const TopicArn = await world.topic();
    const other = await world.queue(await world.topic());
    const dead = await world.queue(TopicArn);
    await world.subscribe(TopicArn, other.arn, { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: dead.arn }) });
    await world.publish(TopicArn, 'lost');
    expect(await world.received(other.url)).toEqual([]);
    const [message] = await world.received(dead.url);
    expect(JSON.parse(message?.Body ?? '{}')).toMatchObject({ Message: 'lost' });
    expect(message?.MessageAttributes?.ErrorMessage?.StringValue).toContain('sqs:SendMessage');
  });

  it('keeps order and uniqueness in FIFO topics', async () => {
    const TopicArn = await world.topic({ FifoTopic: 'true', ContentBasedDeduplication: 'true' });
    const { url, arn } = await world.queue(TopicArn, true);
    await world.subscribe(TopicArn, arn, { RawMessageDelivery: 'true' });
    const first = await world.publish(TopicArn, '1', { MessageGroupId: 'g' });
    const again = await world.publish(TopicArn, '1', { MessageGroupId: 'g' });
    await world.publish(TopicArn, '2', { MessageGroupId: 'g' });
    expect(again.MessageId).toBe(first.MessageId);
    expect((await world.received(url)).map(({ Body }) => Body)).toEqual(['1', '2']);
  });

  it('publishes in batches, and takes each entry by itself', async () => {
    const TopicArn = await world.topic();
    const { url, arn } = await world.queue(TopicArn);
    await world.subscribe(TopicArn, arn, { RawMessageDelivery: 'true' });
    const { Successful, Failed } = await world.sns.send(
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
    expect((await world.received(url)).map(({ Body }) => Body)).toEqual(['1']);
  });

  it('sends each protocol its own text', async () => {
    const TopicArn = await world.topic();
    const { url, arn } = await world.queue(TopicArn);
    await world.subscribe(TopicArn, arn, { RawMessageDelivery: 'true' });
    await world.publish(TopicArn, JSON.stringify({ default: 'd', sqs: 'for queues' }), { MessageStructure: 'json' });
    expect((await world.received(url)).map(({ Body }) => Body)).toEqual(['for queues']);
  });
});
