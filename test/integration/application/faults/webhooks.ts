import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DeployedApplication, eventually, someId } from '../../../support/deployed-application.ts';
import type { FaultRow, FaultWorld } from '../../../support/faults/world.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An integrator with one webhook, whose endpoint answers as it is told; the ids of what it took, in their order. */
interface Receiver {
  readonly taken: string[];
  readonly subscription: string;
  answer: Answer;
  call(method: string, path: string): Promise<{ readonly body: ReturnType<typeof JSON.parse> }>;
  publish(): Promise<string>;
}

async function withReceiver(
  world: FaultWorld,
  answer: Answer,
  act: (receiver: Receiver) => Promise<void>,
): Promise<void> {
  const { app } = world;
  const tenant = `w${someId().slice(0, 8)}`;
  await app.invoke('manage-tenants', { action: 'create-tenant', tenant, name: 'w', awsAccount: '111122223333' });
  const { key } = await app.invoke('manage-tenants', { action: 'issue-key', tenant });
  const server: Server = createServer((request, response) => receiver.answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  const call = (method: string, path: string, body?: unknown) =>
    app.call(method, path, { headers: { authorization: `Bearer ${key}` }, ...(body === undefined ? {} : { body }) });
  const pattern = { 'detail-type': ['stock.replenished'] };
  const { body } = await call('POST', '/v1/subscriptions', { name: 'w', pattern, target: { kind: 'webhook', url } });
  const receiver: Receiver = {
    taken: [],
    subscription: body.id,
    answer,
    call,
    async publish() {
      const sent = { ...world.stock('FAULT-WEBHOOK', 1), source: `partner/trestle/${tenant}/stock` };
      await world.publish(sent);
      return sent.id;
    },
  };
  try {
    await act(receiver);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const taking =
  (receiver: Receiver): Answer =>
  (request, response) => {
    receiver.taken.push(String(request.headers['webhook-id']));
    response.writeHead(204).end();
  };

/** What the delivery log says became of an event, once it says that it was delivered. */
const stepsOf = ({ call, subscription }: Receiver, id: string) =>
  eventually(async () => {
    const { items } = (await call('GET', `/v1/subscriptions/${subscription}/deliveries?event=${id}`)).body;
    return items.at(-1)?.outcome === 'delivered' ? items : undefined;
  }, `${id} is delivered`);

/** Fails once; is mended; and gets the event by the second try. */
const once = (name: string, fault: Answer, detail: RegExp): FaultRow => ({
  name: `a webhook's endpoint ${name}: it is tried again, and the log says why`,
  on: `a webhook that ${name}`,
  run: (world) =>
    withReceiver(world, fault, async (receiver) => {
      receiver.answer = (...exchange) => {
        receiver.answer = taking(receiver);
        fault(...exchange);
      };
      const id = await receiver.publish();
      const steps = await stepsOf(receiver, id);
      expect(steps).toMatchObject([
        { event: id, outcome: 'retried', detail: expect.stringMatching(detail) },
        { event: id, outcome: 'delivered' },
      ]);
      expect(receiver.taken).toEqual([id]);
    }),
});

const gone: FaultRow = {
  name: "a webhook's endpoint is gone: the subscription stops, the event waits with its cause, and comes once redriven",
  on: 'webhooks-failed',
  run: (world) =>
    withReceiver(
      world,
      (_request, response) => response.writeHead(410).end(),
      async (receiver) => {
        const id = await receiver.publish();
        const { call, subscription } = receiver;
        const path = `/v1/subscriptions/${subscription}`;
        await eventually(
          async () => ((await call('GET', path)).body.state === 'DISABLED' ? true : undefined),
          `${subscription} is disabled`,
        );
        expect(await world.causes('webhooks-failed')).toContainEqual(
          expect.objectContaining({ code: 'WEBHOOK_FAILED', message: 'It answered 410.' }),
        );
        receiver.answer = taking(receiver);
        await call('POST', `${path}/resume`);
        await eventually(async () => {
          await redrive(world.app);
          return receiver.taken.includes(id) ? true : undefined;
        }, `${id} comes once it is redriven`);
        expect(new Set(receiver.taken)).toEqual(new Set([id]));
      },
    ),
};
const redrive = (app: DeployedApplication) => app.invoke('redrive', { action: 'redrive', queue: 'webhooks-failed' });

export const WEBHOOKS: readonly FaultRow[] = [
  once('is down', (request) => request.socket.destroy(), /socket hang up|ECONNRESET/),
  once('is slow', () => undefined, /^It did not answer within 10 s\.$/),
  once(
    'redirects',
    (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/elsewhere' }).end(),
    /^It answered 302; redirections are not followed/,
  ),
  gone,
];
