import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

let emulator: TestEmulator;
let sqs: SQSClient;
let serial = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  sqs = new SQSClient(emulator.client);
});
afterAll(() => emulator.stop());

const queue = async (Attributes: Record<string, string> = {}): Promise<string> => {
  const QueueName = `q${++serial}${Attributes.FifoQueue ? '.fifo' : ''}`;
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
  return QueueUrl ?? '';
};
const receive = async (QueueUrl: string, MaxNumberOfMessages = 10) => {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );
  return Messages;
};
const arnOf = async (QueueUrl: string) =>
  (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }))).Attributes?.QueueArn ??
  '';

describe('standard queues', () => {
  it('gives a message once, and again when its visibility timeout ends', async () => {
    const QueueUrl = await queue({ VisibilityTimeout: '5' });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: 'a',
        MessageAttributes: { k: { DataType: 'Binary', BinaryValue: Buffer.from('v') } },
      }),
    );
    const [first] = await receive(QueueUrl);
    expect(first?.Body).toBe('a');
    expect(Buffer.from(first?.MessageAttributes?.k?.BinaryValue ?? '').toString()).toBe('v');
    expect(await receive(QueueUrl)).toEqual([]);
    await emulator.clock?.advance(5_000);
    const [again] = await receive(QueueUrl);
    expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }));
    await emulator.clock?.advance(60_000);
    expect(await receive(QueueUrl)).toEqual([]);
  });

  it('wakes a long poll when a message comes', async () => {
    const QueueUrl = await queue();
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'now' }));
    expect((await waiting).Messages?.[0]?.Body).toBe('now');
  });

  it('hides a message for as long as the queue says when it comes, not when the poll began', async () => {
    const QueueUrl = await queue({ VisibilityTimeout: '60' });
    const waiting = sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }));
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '1' } }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'again' }));
    expect((await waiting).Messages).toHaveLength(1);
    await emulator.clock?.advance(1_000);
    expect(await receive(QueueUrl)).toHaveLength(1);
  });

  it('moves what is received too often to the dead letter queue, with its source', async () => {
    const dead = await queue();
    const QueueUrl = await queue({
      VisibilityTimeout: '1',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn: await arnOf(dead), maxReceiveCount: 2 }),
    });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
    for (let i = 0; i < 2; i++) {
      expect(await receive(QueueUrl)).toHaveLength(1);
      await emulator.clock?.advance(1_000);
    }
    expect(await receive(QueueUrl)).toEqual([]);
    const [message] = await receive(dead);
    expect(message?.Body).toBe('poison');
    expect(message?.Attributes?.DeadLetterQueueSourceArn).toBe(await arnOf(QueueUrl));
  });

  it('forgets a message when its retention ends', async () => {
    const QueueUrl = await queue({ MessageRetentionPeriod: '60' });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'old' }));
    await emulator.clock?.advance(60_000);
    expect(await receive(QueueUrl)).toEqual([]);
  });
});

describe('FIFO queues', () => {
  it('holds a group back while one of its messages is in flight, and no other group', async () => {
    const QueueUrl = await queue({ FifoQueue: 'true', ContentBasedDeduplication: 'true' });
    for (const [group, body] of [
      ['a', 'a1'],
      ['a', 'a2'],
      ['b', 'b1'],
    ] as const) {
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: group }));
    }
    const [first] = await receive(QueueUrl, 1);
    expect(first?.Body).toBe('a1');
    expect((await receive(QueueUrl)).map(({ Body }) => Body)).toEqual(['b1']);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first?.ReceiptHandle }));
    expect((await receive(QueueUrl)).map(({ Body }) => Body)).toEqual(['a2']);
  });

  it('takes a deduplication id once in five minutes', async () => {
    const QueueUrl = await queue({ FifoQueue: 'true' });
    const send = () =>
      sqs.send(
        new SendMessageCommand({ QueueUrl, MessageBody: 'x', MessageGroupId: 'g', MessageDeduplicationId: 'd' }),
      );
    const [first, second] = [await send(), await send()];
    expect(second.MessageId).toBe(first.MessageId);
    await emulator.clock?.advance(5 * 60_000);
    expect((await send()).MessageId).not.toBe(first.MessageId);
  });
});

/** Of a FIFO queue, with AWS's reason against each. */
const redrive = (deadLetterTargetArn: string, maxReceiveCount: unknown = 3) =>
  JSON.stringify({ deadLetterTargetArn, maxReceiveCount });
const DEAD = 'arn:aws:sqs:us-east-1:000000000000:plain-dead';
const REDRIVES: readonly (readonly [string, string, string])[] = [
  ['that is no JSON', 'x', 'Redrive policy is not a valid JSON map.'],
  [
    'without a target',
    '{"maxReceiveCount":3}',
    'Redrive policy does not contain mandatory attribute: deadLetterTargetArn.',
  ],
  ['to no queue', redrive(`${DEAD}-none`), 'Dead letter target does not exist.'],
  ['to another account', redrive(DEAD.replace('000000000000', '111111111111')), 'Dead letter target does not exist.'],
  ['to another region', redrive(DEAD.replace('us-east-1', 'eu-west-1')), 'Dead letter target does not exist.'],
  ['to a topic', redrive(DEAD.replace('sqs', 'sns')), 'Invalid value for deadLetterTargetArn.'],
  ['to a standard queue', redrive(DEAD), 'Dead-letter queue must be same type of queue as the source.'],
  [
    'after no receive',
    redrive(DEAD, 0),
    'Invalid value for maxReceiveCount: 0, valid values are from 1 to 1000 both inclusive.',
  ],
  [
    'after too many',
    redrive(DEAD, 1001),
    'Invalid value for maxReceiveCount: 1001, valid values are from 1 to 1000 both inclusive.',
  ],
];
const statement = (more: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*', ...more }],
  });
const POLICIES: readonly (readonly [string, string])[] = [
  ['that is no JSON', '{'],
  ['without a principal', statement({ Principal: undefined })],
  ['of a principal that is none', statement({ Principal: { AWS: 'me' } })],
  ['of a service by half its name', statement({ Principal: { Service: 'events' } })],
  ['with an unknown operator', statement({ Condition: { ArnLikes: { 'aws:SourceArn': 'x' } } })],
];

describe('refusals', () => {
  beforeAll(() => sqs.send(new CreateQueueCommand({ QueueName: 'plain-dead' })));
  const standard = () => queue();
  const fifo = () => queue({ FifoQueue: 'true' });
  const many = Array.from({ length: 11 }, (_, i) => ({ Id: `${i}`, MessageBody: 'x' }));
  it.each([
    [
      'an unknown queue',
      async () => new SendMessageCommand({ QueueUrl: `${emulator.endpoint}/000000000000/none`, MessageBody: 'x' }),
      'QueueDoesNotExist',
    ],
    [
      'an empty body',
      async () => new SendMessageCommand({ QueueUrl: await standard(), MessageBody: '' }),
      'MissingParameter',
    ],
    [
      'a body over the limit',
      async () =>
        new SendMessageCommand({
          QueueUrl: await queue({ MaximumMessageSize: '1024' }),
          MessageBody: 'x'.repeat(1025),
        }),
      'InvalidParameterValue',
    ],
    [
      'a control character',
      async () => new SendMessageCommand({ QueueUrl: await standard(), MessageBody: 'a\u0001' }),
      'InvalidMessageContents',
    ],
    [
      'a delay over 900 s',
      async () => new SendMessageCommand({ QueueUrl: await standard(), MessageBody: 'x', DelaySeconds: 901 }),
      'InvalidParameterValue',
    ],
    [
      'a FIFO message without a group',
      async () => new SendMessageCommand({ QueueUrl: await fifo(), MessageBody: 'x' }),
      'MissingParameter',
    ],
    [
      'a FIFO message without a deduplication id',
      async () => new SendMessageCommand({ QueueUrl: await fifo(), MessageBody: 'x', MessageGroupId: 'g' }),
      'InvalidParameterValue',
    ],
    [
      'eleven entries',
      async () => new SendMessageBatchCommand({ QueueUrl: await standard(), Entries: many }),
      'TooManyEntriesInBatchRequest',
    ],
    [
      'no entry',
      async () => new SendMessageBatchCommand({ QueueUrl: await standard(), Entries: [] }),
      'EmptyBatchRequest',
    ],
    [
      'an id twice',
      async () =>
        new SendMessageBatchCommand({
          QueueUrl: await standard(),
          Entries: [
            { Id: 'a', MessageBody: 'x' },
            { Id: 'a', MessageBody: 'y' },
          ],
        }),
      'BatchEntryIdsNotDistinct',
    ],
    [
      'eleven messages at once',
      async () => new ReceiveMessageCommand({ QueueUrl: await standard(), MaxNumberOfMessages: 11 }),
      'InvalidParameterValue',
    ],
    [
      'a foreign receipt',
      async () => new DeleteMessageCommand({ QueueUrl: await standard(), ReceiptHandle: 'nonsense' }),
      'ReceiptHandleIsInvalid',
    ],
    [
      'a visibility over twelve hours',
      async () =>
        new ChangeMessageVisibilityCommand({
          QueueUrl: await standard(),
          ReceiptHandle: 'x',
          VisibilityTimeout: 43_201,
        }),
      'InvalidParameterValue',
    ],
    [
      'an unknown attribute',
      async () =>
        new SetQueueAttributesCommand({
          QueueUrl: await standard(),
          Attributes: { Nonsense: '1' } as Record<string, string>,
        }),
      'InvalidAttributeName',
    ],
    [
      'a value out of range',
      async () =>
        new SetQueueAttributesCommand({ QueueUrl: await standard(), Attributes: { VisibilityTimeout: '43201' } }),
      'InvalidAttributeValue',
    ],
    [
      'a redrive policy without a count',
      async () =>
        new SetQueueAttributesCommand({
          QueueUrl: await standard(),
          Attributes: { RedrivePolicy: '{"deadLetterTargetArn":"x"}' },
        }),
      'InvalidParameterValue',
    ],
    [
      'two kinds of encryption',
      async () =>
        new CreateQueueCommand({
          QueueName: 'encrypted',
          Attributes: { KmsMasterKeyId: 'alias/aws/sqs', SqsManagedSseEnabled: 'true' },
        }),
      'InvalidAttributeValue',
    ],
    [
      'a FIFO attribute on a standard queue',
      async () => new CreateQueueCommand({ QueueName: 'plain', Attributes: { ContentBasedDeduplication: 'true' } }),
      'InvalidAttributeName',
    ],
    ['a name with a space', async () => new CreateQueueCommand({ QueueName: 'a b' }), 'InvalidParameterValue'],
  ])('%s', async (_name, command, code) => {
    await expect(sqs.send((await command()) as SendMessageCommand)).rejects.toMatchObject({ name: code });
  });

  it.each(REDRIVES)('a redrive policy %s', async (_name, RedrivePolicy, reason) => {
    const create = new CreateQueueCommand({ QueueName: 'x.fifo', Attributes: { FifoQueue: 'true', RedrivePolicy } });
    await expect(sqs.send(create)).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: `Value ${RedrivePolicy} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
    });
  });

  it.each(POLICIES)('a policy %s', async (_name, Policy) => {
    await expect(
      sqs.send(new CreateQueueCommand({ QueueName: 'governed', Attributes: { Policy } })),
    ).rejects.toMatchObject({ name: 'InvalidAttributeValue', message: 'Invalid value for the parameter Policy.' });
  });
});
