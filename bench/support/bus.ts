import type { LoadConnection } from './load-connection.ts';

export const BUS = 'bench';
export const SOURCE = 'partner/acme/tenant-1/orders';
const ACCOUNT = '000000000000';
const REGION = 'us-east-1';

export interface BenchQueue {
  readonly url: string;
  readonly arn: string;
}

export const call = async <T>(connection: LoadConnection, target: string, input: object): Promise<T> =>
  JSON.parse((await connection.call(target, JSON.stringify(input))) || '{}') as T;

export const busArn = `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/${BUS}`;
export const archiveArn = (name: string): string => `arn:aws:events:${REGION}:${ACCOUNT}:archive/${name}`;

/** A queue that one rule may send to, as an application has it: through the queue's policy. */
export async function createRoute(connection: LoadConnection, name: string, pattern: object): Promise<BenchQueue> {
  const { QueueUrl: url } = await call<{ QueueUrl: string }>(connection, 'AmazonSQS.CreateQueue', { QueueName: name });
  const arn = `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
  const rule = { Rule: name, EventBusName: BUS };
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sqs:SendMessage',
        Resource: arn,
        Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:events:${REGION}:${ACCOUNT}:rule/${BUS}/${name}` } },
      },
    ],
  });
  await call(connection, 'AmazonSQS.SetQueueAttributes', { QueueUrl: url, Attributes: { Policy } });
  await call(connection, 'AWSEvents.PutRule', { Name: name, EventBusName: BUS, EventPattern: JSON.stringify(pattern) });
  await call(connection, 'AWSEvents.PutTargets', { ...rule, Targets: [{ Id: 'queue', Arn: arn }] });
  return { url, arn };
}

export async function countOf(connection: LoadConnection, { url: QueueUrl }: BenchQueue): Promise<number> {
  const input = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] };
  const { Attributes } = await call<{ Attributes: Record<string, string> }>(
    connection,
    'AmazonSQS.GetQueueAttributes',
    input,
  );
  return Number(Attributes.ApproximateNumberOfMessages);
}

/** An order of about a kilobyte. @param mark anything the receiver is to find again; 0: it is not looked for */
export const detailOf = (mark: string | number): string =>
  JSON.stringify({
    mark,
    probe: mark !== 0,
    id: '3f0c4a55-5ef8-4a0d-9f5b-2c1c5a1f8a10',
    tenant: 'tenant-1',
    amount: 4200,
    currency: 'EUR',
    customer: {
      name: 'Ada Lovelace',
      mail: 'ada@example.com',
      address: { street: '12 St James’s Square', city: 'London' },
    },
    lines: Array.from({ length: 6 }, (_, i) => ({
      sku: `SKU-${1000 + i}`,
      title: 'An article with a title of the usual length',
      count: i + 1,
      price: 199.5,
    })),
    note: 'Please leave the parcel with the neighbours if nobody answers the door.',
  });

/** A PutEvents request of ten such orders. */
export const requestOf = (mark: (index: number) => string | number, time?: number): string =>
  JSON.stringify({
    Entries: Array.from({ length: 10 }, (_, index) => ({
      EventBusName: BUS,
      Source: SOURCE,
      DetailType: 'order.placed',
      Detail: detailOf(mark(index)),
      ...(time === undefined ? {} : { Time: time }),
    })),
  });
