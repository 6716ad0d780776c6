import { DescribeTableCommand, DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { localEnvironment } from '../../../tools/local-environment.ts';
import { type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';
import { whileGivingUpAtOnce } from '../../support/faults/event-source.ts';
import { whileDenied } from '../../support/faults/permission.ts';
import { writePaidOrder } from '../../support/paid-order.ts';
import { commandsOf, runShell } from '../../support/runbook.ts';

/** The operators' function `redrive`, after a permission was taken away and given back. */
export function describeDeadLetters(app: () => DeployedApplication): void {
  describe('dead letters', () => {
    const dynamodb = () => new DynamoDBClient(app().client);
    const streamArn = async (): Promise<string> => {
      const { Table } = await dynamodb().send(new DescribeTableCommand({ TableName: `${app().prefix}-orders` }));
      return Table?.LatestStreamArn ?? '';
    };

    test('what a queue policy refuses waits with its cause, and arrives once it is redriven', async () => {
      const sqs = new SQSClient(app().client);
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${app().prefix}-github` }));
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['Policy'] }));
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '' } }));
      const id = someId();
      const event = { specversion: '1.0', id, source: 'partner/trestle/octo/repositories', type: 'github.ping' };
      await app().publish({ ...event, data: { zen: 'z', hook_id: 1 } });
      await eventually(async () => {
        const waiting = await app().invoke('redrive', { action: 'queues' });
        return waiting['github-to-queue-dead'] > 0 ? waiting : undefined;
      }, 'a dead letter');
      const list = await app().invoke('redrive', { action: 'list', queue: 'github-to-queue-dead' });
      expect(list).toMatchObject({ letters: 1, causes: [{ code: 'NO_PERMISSIONS', letters: 1 }] });

      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: Attributes?.Policy ?? '' } }));
      const redriven = await app().invoke('redrive', { action: 'redrive', queue: 'github-to-queue-dead' });
      expect(redriven).toMatchObject({ letters: 1, left: 0, causes: [{ code: 'NO_PERMISSIONS' }] });
      const arrived = await app().take('github', ({ detail }) => detail.id === id);
      expect(arrived['replay-name']).toMatch(/^redrive\./);
      expect(await app().invoke('redrive', { action: 'queues' })).toMatchObject({ 'github-to-queue-dead': 0 });
    });

    test('what a consumer gave up goes back to the queue that it reads, and is read', async () => {
      const sqs = new SQSClient(app().client);
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${app().prefix}-supply-failed` }));
      const sku = `REDRIVE-${someId().slice(0, 8).toUpperCase()}`;
      const data = { sku, quantity: 9, replenishedAt: '2026-11-23T06:00:00Z' };
      const detail = { tenant: 'shop', id: someId(), type: 'stock.replenished', data };
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ detail }) }));
      expect(await app().invoke('redrive', { action: 'redrive', queue: 'supply-failed' })).toMatchObject({
        letters: 1,
        causes: [{ code: 'GIVEN_UP' }],
      });
      const read = new GetItemCommand({ TableName: `${app().prefix}-warehouse`, Key: { key: { S: `stock#${sku}` } } });
      expect(await eventually(async () => (await dynamodb().send(read)).Item?.pieces?.N, 'goods in stock')).toBe('9');
    });

    test('changes that the outbox gave up are read from the stream again, by the runbook; later from the table', async () => {
      const sqs = new SQSClient(app().client);
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${app().prefix}-relay-failed` }));
      const orderId = `ord_${someId().replaceAll('-', '').slice(0, 20)}`;
      await whileGivingUpAtOnce(app(), 'relay-changes', () =>
        whileDenied(app(), 'relay-changes', ['events:PutEvents'], async () => {
          await writePaidOrder(app(), orderId);
          await eventually(async () => {
            const { letters } = await app().invoke('redrive', { action: 'list', queue: 'relay-failed' });
            return letters > 0 ? true : undefined;
          }, 'changes that were given up');
        }),
      );
      const script = commandsOf('docs/runbooks/dead-letters.md')
        .map((line) => line.replace('STAGE=prod', 'STAGE=local').replace(/^QUEUE=.*/, 'QUEUE=relay-failed'))
        .join('\n');
      const { output } = await runShell(script, localEnvironment(app().client.endpoint));
      expect(output).toMatch(/relay-failed +1\n/);
      expect(output).toMatch(/RetryAttemptsExhausted +1 changes of orders of \S+ to \S+; the log of relay-changes/);
      expect(output).toContain('1 of 1 redriven from relay-failed');
      const view = new GetItemCommand({ TableName: `${app().prefix}-order-views`, Key: { orderId: { S: orderId } } });
      const statusOf = async () => (await dynamodb().send(view)).Item?.status?.S;
      expect(await eventually(statusOf, 'the event of the change')).toBe('PAID');

      // A day later the stream has forgotten it; an unknown shard answers as a forgotten one does.
      const now = new Date().toISOString();
      const batch = { shardId: 'shardId-00000000000000000000-00000000', batchSize: 1 };
      const MessageBody = JSON.stringify({
        requestContext: { condition: 'RecordAgeExceeded' },
        DDBStreamBatchInfo: {
          ...{
            ...batch,
            streamArn: await streamArn(),
            startSequenceNumber: '1'.repeat(21),
            endSequenceNumber: '2'.repeat(21),
          },
          ...{ approximateArrivalOfFirstRecord: now, approximateArrivalOfLastRecord: now },
        },
      });
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
      const redriven = await app().invoke('redrive', { action: 'redrive', queue: 'relay-failed' });
      expect(redriven).toMatchObject({ letters: 1, left: 0, causes: [{ code: 'RecordAgeExceeded' }] });
      expect(redriven.events).toBeGreaterThan(0);
    });

    test.each<[string, object]>([
      ['an unknown queue', { action: 'list', queue: 'none' }],
      ['a queue of every object', { action: 'list', queue: 'constructor' }],
      ['no queue', { action: 'redrive' }],
      ['a queue whose events are not archived', { action: 'redrive', queue: 'import-dead' }],
      ['too many', { action: 'list', queue: 'orders-failed', limit: 1001 }],
    ])('refuses %s', async (_name, command) => {
      await expect(app().invoke('redrive', command)).rejects.toMatchObject({ name: 'InvalidInputError' });
    });
  });
}
