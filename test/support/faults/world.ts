import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { type Answer, type DeployedApplication, eventually, someId } from '../deployed-application.ts';

type Sent = Readonly<Record<string, unknown>> & { readonly id: string };

/** The deployed application, with what tests of faults ask of it. */
export interface FaultWorld {
  readonly app: DeployedApplication;
  /** An event of the shop with an id of its own. */
  event(type: string, data: object): Sent;
  stock(sku: string, quantity: number): Sent;
  /** Sends an event until it is accepted, as a sender does. @returns the last answer */
  publish(event: Sent): Promise<Answer>;
  /** A text attribute or a number of an item, once it is there and fits. */
  attribute(table: string, key: string, id: string, name: string, wanted: string): Promise<void>;
  /** How often an event has passed the bus, once it has. */
  passes(id: string): Promise<number>;
  /** Why letters wait in a dead letter queue, once there are any. */
  causes(queue: string): Promise<readonly { readonly code: string; readonly message: string }[]>;
}

/** A fault, and that nothing is lost by it nor doubled. */
export interface FaultRow {
  readonly name: string;
  /** What it breaks; rows that break the same come one after the other. */
  readonly on: string;
  run(world: FaultWorld): Promise<void>;
}

export function faultWorld(app: DeployedApplication): FaultWorld {
  const dynamodb = new DynamoDBClient(app.client);
  const logs = new CloudWatchLogsClient(app.client);
  const event = (type: string, data: object): Sent => ({
    ...{ specversion: '1.0', id: someId(), source: 'partner/trestle/shop/orders' },
    ...{ type, data },
  });
  return {
    app,
    event,
    stock: (sku, quantity) => event('stock.replenished', { sku, quantity, replenishedAt: '2026-11-23T06:00:00Z' }),
    publish: (sent) =>
      eventually(async () => {
        const answer = await app.publish(sent);
        return answer.status === 202 ? answer : undefined;
      }, `${sent.id} is accepted`),
    async attribute(table, key, id, name, wanted) {
      const read = new GetItemCommand({ TableName: `${app.prefix}-${table}`, Key: { [key]: { S: id } } });
      await eventually(async () => {
        const value = (await dynamodb.send(read)).Item?.[name];
        return (value?.N ?? value?.S) === wanted ? true : undefined;
      }, `${name} of ${id} is ${wanted}`);
    },
    passes: (id) =>
      eventually(async () => {
        const query = { logGroupName: `/aws/events/${app.prefix}`, filterPattern: `{ $.detail.id = "${id}" }` };
        const { events = [] } = await logs.send(new FilterLogEventsCommand(query));
        return events.length > 0 ? events.length : undefined;
      }, `${id} on the bus`),
    causes: (queue) =>
      eventually(async () => {
        const { causes } = await app.invoke('redrive', { action: 'list', queue });
        return causes.length > 0 ? causes : undefined;
      }, `a letter in ${queue}`),
  };
}
