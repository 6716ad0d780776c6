import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AddPermissionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { CreateTopicCommand, PublishCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { createFunction } from '../../../../support/lambda.ts';
import { until } from '../../../../support/until.ts';

/** A queue that anybody may send to. */
async function openQueue(emulator: TestEmulator, QueueName: string): Promise<{ url: string; arn: string }> {
  const arn = `arn:aws:sqs:us-east-1:000000000000:${QueueName}`;
  const Statement = [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: arn }];
  const { QueueUrl: url = '' } = await new SQSClient(emulator.client).send(
    new CreateQueueCommand({ QueueName, Attributes: { Policy: JSON.stringify({ Version: '2012-10-17', Statement }) } }),
  );
  return { url, arn };
}
const topicOf = async (emulator: TestEmulator, Name: string): Promise<string> =>
  (await new SNSClient(emulator.client).send(new CreateTopicCommand({ Name }))).TopicArn ?? '';
const messages = async (emulator: TestEmulator, QueueUrl: string): Promise<Message[]> =>
  (await new SQSClient(emulator.client).send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 })))
    .Messages ?? [];

it('delivers after a restart what was published before it', async () => {
  const data = mkdtempSync(path.join(os.tmpdir(), 'trestle-sns-'));
  const first = await testEmulator({ data });
  const TopicArn = await topicOf(first, 'kept');
  const queue = await openQueue(first, 'kept');
  const sns = new SNSClient(first.client);
  await sns.send(
    new SubscribeCommand({
      TopicArn,
      Protocol: 'sqs',
      Endpoint: queue.arn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );
  await sns.send(new PublishCommand({ TopicArn, Message: 'before' }));
  await first.stop();
  const second = await testEmulator({ data });
  await second.clock?.advance(1000);
  const url = queue.url.replace(first.endpoint, second.endpoint);
  expect((await messages(second, url)).map(({ Body }) => Body)).toEqual(['before']);
  await second.stop();
  rmSync(data, { recursive: true });
});

it('invokes a function that admits the topic, and no other', async () => {
  const emulator = await testEmulator();
  const FunctionArn = await createFunction(
    emulator,
    'hears',
    'exports.handler = async (event) => console.log("HEARD " + JSON.stringify(event));',
  );
  const [closed, open] = [await topicOf(emulator, 'closed'), await topicOf(emulator, 'open')];
  await new LambdaClient(emulator.client).send(
    new AddPermissionCommand({
      FunctionName: 'hears',
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: 'sns.amazonaws.com',
      SourceArn: open,
    }),
  );
  const sns = new SNSClient(emulator.client);
  const MessageAttributes = { k: { DataType: 'String', StringValue: 'v' } };
  for (const TopicArn of [closed, open]) {
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'lambda', Endpoint: FunctionArn }));
    await sns.send(new PublishCommand({ TopicArn, Message: 'hello', MessageAttributes }));
  }
  const logs = new CloudWatchLogsClient(emulator.client);
  let heard: string[] = [];
  await until(async () => {
    await emulator.clock?.advance(10);
    const { events = [] } = await logs
      .send(new FilterLogEventsCommand({ logGroupName: '/aws/lambda/hears', filterPattern: 'HEARD' }))
      .catch(() => ({ events: [] }));
    heard = events.map(({ message = '' }) => message.slice(message.indexOf('{')));
    return heard.length > 0;
  });
  await emulator.stop();
  expect(heard.map((text) => (JSON.parse(text) as { Records: object[] }).Records)).toEqual([
    [
      expect.objectContaining({
        EventSource: 'aws:sns',
        EventVersion: '1.0',
        Sns: expect.objectContaining({
          Type: 'Notification',
          TopicArn: open,
          Subject: null,
          Message: 'hello',
          MessageAttributes: { k: { Type: 'String', Value: 'v' } },
        }),
      }),
    ],
  ]);
});
