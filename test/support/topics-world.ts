import {
  CreateTopicCommand,
  PublishCommand,
  type PublishCommandInput,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { TestEmulator } from './emulator.ts';

/** An attribute of a message. */
export const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });

/** Topics and queues for a test, each with a name of its own. */
export type TopicsWorld = ReturnType<typeof topicsWorld>;

export function topicsWorld(emulator: TestEmulator) {
  const sns = new SNSClient(emulator.client);
  const sqs = new SQSClient(emulator.client);
  let serial = 0;
  return {
    emulator,
    sns,
    /** The ARN of a new topic. */
    async topic(Attributes: Record<string, string> = {}): Promise<string> {
      const Name = `t${++serial}${Attributes.FifoTopic ? '.fifo' : ''}`;
      return (await sns.send(new CreateTopicCommand({ Name, Attributes }))).TopicArn ?? '';
    },
    /** A queue that lets a topic in; `TopicArn` undefined: nobody. */
    async queue(TopicArn?: string, fifo = false): Promise<{ url: string; arn: string }> {
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
    },
    /** Subscribes an endpoint; the ARN of the subscription. */
    async subscribe(
      TopicArn: string,
      Endpoint: string,
      Attributes: Record<string, string> = {},
      Protocol = 'sqs',
    ): Promise<string> {
      const input = { TopicArn, Protocol, Endpoint, Attributes };
      return (await sns.send(new SubscribeCommand(input))).SubscriptionArn ?? '';
    },
    publish: (TopicArn: string, Message: string, more: Partial<PublishCommandInput> = {}) =>
      sns.send(new PublishCommand({ TopicArn, Message, ...more })),
    /** What lies in a queue once the deliveries that are due have been made. */
    async received(QueueUrl: string): Promise<Message[]> {
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
    },
  };
}
