import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutEventsCommand,
  type PutEventsRequestEntry,
  PutRuleCommand,
  PutTargetsCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { TestEmulator } from './emulator.ts';
import { makeRole } from './roles.ts';

/** Buses, rules and queues for a test, each with a name of its own. */
export interface EventsWorld {
  readonly emulator: TestEmulator;
  readonly events: EventBridgeClient;
  readonly sqs: SQSClient;
  name(prefix: string): string;
  /** A bus; its name. */
  bus(): Promise<string>;
  /** A queue that EventBridge may send to unless `open` is false. */
  queue(open?: boolean, fifo?: boolean): Promise<{ readonly url: string; readonly arn: string }>;
  /** The ARN of a role that EventBridge may take on, and that may do one thing or nothing. */
  role(action?: string): Promise<string>;
  /** A rule with targets; its ARN. */
  rule(bus: string, pattern: object, ...targets: Omit<Target, 'Id'>[]): Promise<string>;
  put(bus: string, ...entries: Partial<PutEventsRequestEntry>[]): Promise<string[]>;
  /** Takes everything that is in a queue. */
  drain(url: string): Promise<Message[]>;
  /** The bodies of everything that is in a queue. */
  bodies<T = Record<string, unknown>>(url: string): Promise<T[]>;
}

export function eventsWorld(emulator: TestEmulator, account = '000000000000'): EventsWorld {
  const client = { ...emulator.client, credentials: { accessKeyId: account, secretAccessKey: 'x' } };
  const events = new EventBridgeClient(client);
  const sqs = new SQSClient(client);
  let serial = 0;
  const name = (prefix: string): string => `${prefix}-${++serial}`;

  const world: EventsWorld = {
    emulator,
    events,
    sqs,
    name,
    async bus() {
      const Name = name('bus');
      await events.send(new CreateEventBusCommand({ Name }));
      return Name;
    },
    async queue(open = true, fifo = false) {
      const QueueName = `${name('queue')}${fifo ? '.fifo' : ''}`;
      const Attributes = fifo ? { FifoQueue: 'true', ContentBasedDeduplication: 'true' } : undefined;
      const { QueueUrl: url = '' } = await sqs.send(new CreateQueueCommand({ QueueName, Attributes }));
      const arn = `arn:aws:sqs:us-east-1:${account}:${QueueName}`;
      if (open) {
        const Policy = JSON.stringify({
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: arn,
              Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:events:us-east-1:${account}:rule/*` } },
            },
          ],
        });
        await sqs.send(new SetQueueAttributesCommand({ QueueUrl: url, Attributes: { Policy } }));
      }
      return { url, arn };
    },
    role: (Action) =>
      makeRole(emulator, name('role'), { Service: 'events.amazonaws.com' }, Action === undefined ? [] : [{ Action }]),
    async rule(bus, pattern, ...targets) {
      const Name = name('rule');
      const { RuleArn = '' } = await events.send(
        new PutRuleCommand({ Name, EventBusName: bus, EventPattern: JSON.stringify(pattern) }),
      );
      const Targets = targets.map((target, index) => ({ ...target, Id: `t${index}` }) as Target);
      if (Targets.length > 0) await events.send(new PutTargetsCommand({ Rule: Name, EventBusName: bus, Targets }));
      return RuleArn;
    },
    async put(bus, ...entries) {
      const Entries = entries.map((entry) => ({
        Source: 'shop',
        DetailType: 'order.placed',
        Detail: '{}',
        EventBusName: bus,
        ...entry,
      }));
      const { Entries: results = [] } = await events.send(new PutEventsCommand({ Entries }));
      return results.map(({ EventId, ErrorCode }) => EventId ?? ErrorCode ?? '');
    },
    async drain(url) {
      const all: Message[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: url,
            MaxNumberOfMessages: 10,
            MessageAttributeNames: ['All'],
            MessageSystemAttributeNames: ['All'],
          }),
        );
        if (Messages.length === 0) return all;
        all.push(...Messages);
        await sqs.send(
          new DeleteMessageBatchCommand({
            QueueUrl: url,
            Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
          }),
        );
      }
    },
    bodies: async <T>(url: string) => (await world.drain(url)).map(({ Body = '' }) => JSON.parse(Body) as T),
  };
  return world;
}

/** Asks until the answer is there; each try is a real request, so that nothing has to sleep. */
export async function until<T>(ask: () => Promise<T | undefined | false>, tries = 500): Promise<T> {
  for (let i = 0; i < tries; i++) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error('it did not come to pass');
}
