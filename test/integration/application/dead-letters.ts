import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';

/** The operators' function `redrive`, after a permission was taken away and given back. */
export function describeDeadLetters(app: () => DeployedApplication): void {
  describe('dead letters', () => {
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
      const dynamodb = new DynamoDBClient(app().client);
      const read = new GetItemCommand({ TableName: `${app().prefix}-warehouse`, Key: { key: { S: `stock#${sku}` } } });
      expect(await eventually(async () => (await dynamodb.send(read)).Item?.pieces?.N, 'goods in stock')).toBe('9');
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
