import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createAuthorize } from './authorize.ts';
import type { Clock, DrivenClock } from './core/clock.ts';
import type { Ids } from './core/ids.ts';
import type { MetricSink } from './core/metric.ts';
import type { Aws, EdgeRequest, Logger, Service, ServiceDeps, ServiceId } from './core/service.ts';
import { createDispatcher, type Dispatcher } from './dispatch.ts';
import { createIdentify, createIdentifyEdge } from './identify.ts';
import { createServices, type ServicePorts } from './services/index.ts';
import { openStore } from './store/sqlite-store.ts';
import type { Store } from './store/store.ts';
import { createGateway } from './wire/gateway.ts';
import { readBody } from './wire/read-body.ts';

export interface EmulatorOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Where the state lies. Undefined: in memory, gone with the process. */
  readonly data: string | undefined;
  /** For what must be files in any case, such as unpacked functions. */
  readonly scratch: string;
  readonly region: string;
  readonly clock: Clock;
  /** The clock, if it may be driven through `POST /_emulator/clock`. */
  readonly driven?: DrivenClock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Where EventBridge's behaviour may be chosen. */
  readonly events?: ServicePorts['events'];
}

export interface Emulator {
  readonly endpoint: string;
  readonly port: number;
  /** AWS without the wire, for tests. */
  readonly aws: Aws;
  stop(): Promise<void>;
}

const EDGE_BODY_LIMIT = 10 * 2 ** 20;

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** Opens the store, makes every service and listens on 127.0.0.1. @throws StoreError, or Node's error where the port is taken */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const store = openStore(options.data);
  let dispatcher: Dispatcher | undefined;
  let endpoint = '';
  const aws: Aws = {
    call: (...call) => {
      if (!dispatcher) throw new Error('a service called AWS before the emulator was put together');
      return dispatcher.call(...call);
    },
  };
  // CloudWatch is made with the others, and they report to it only once all of them are there.
  const metrics: MetricSink = {
    put: (...all) => made.metrics.put(...all),
    count: (metric) => made.metrics.count(metric),
  };
  const depsOf = (id: string): ServiceDeps<Store> => ({
    aws,
    metrics,
    store,
    clock: options.clock,
    ids: options.ids,
    log: options.log,
    endpoint: () => endpoint,
    region: options.region,
    folder: path.join(options.data ?? options.scratch, id),
  });

  const made = createServices(depsOf, {
    identifyEdge: (request) => identifyEdge(request),
    ...(options.events ? { events: options.events } : {}),
  });
  const services = new Map<ServiceId, Service>(made.services.map((service) => [service.id, service]));
  const identify = createIdentify(made.sessionOf, options.clock);
  const identifyEdge = createIdentifyEdge(identify);
  dispatcher = createDispatcher({
    services,
    authorize: createAuthorize(made.policiesOf),
    observer: made.observer,
    clock: options.clock,
    ids: options.ids,
    region: options.region,
  });
  const gateway = createGateway({
    services,
    clock: options.clock,
    ids: options.ids,
    log: options.log,
    region: options.region,
    dispatch: dispatcher.dispatch,
    identify,
    committed: () => store.committed(),
  });
  const server = createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (message, response) => {
    handle(message, response).catch((error: unknown) => {
      options.log.error('a request failed', { error: String(error) });
      response.destroy();
    });
  });

  const edges = made.services.filter((service) => service.edge !== undefined);
  const handle = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = message.url ?? '/';
    if (url.startsWith('/_emulator/')) return control(message, response, options.driven);
    if (url.startsWith('/_aws/') || /\.execute-api\./.test(message.headers.host ?? '')) return edge(message, response);
    return gateway(message, response);
  };

  const edge = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request: EdgeRequest = {
      method: message.method ?? 'GET',
      url: message.url ?? '/',
      host: message.headers.host ?? '',
      headers: message.headers,
      body: await readBody(message, EDGE_BODY_LIMIT).catch(() => new Uint8Array(EDGE_BODY_LIMIT + 1)),
      sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
    };
    for (const service of edges) {
      const answer = await service.edge?.(request);
      if (!answer) continue;
      await store.committed();
      response.writeHead(answer.status, answer.headers);
      response.end(answer.body);
      return;
    }
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: 'Not Found' }));
  };

  const port = await listen(server, options.port);
  endpoint = `http://127.0.0.1:${port}`;
  for (const service of made.services) await service.start?.();

  return {
    endpoint,
    port,
    aws,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      for (const service of [...made.services].reverse()) await service.stop?.();
      store.close();
    },
  };
}

/** The emulator's own two addresses; AWS has none like them. */
async function control(
  message: IncomingMessage,
  response: ServerResponse,
  driven: DrivenClock | undefined,
): Promise<void> {
  const reply = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  const body = await readBody(message, 1024);
  if (message.url === '/_emulator/health') return reply(200, { status: 'ready' });
  if (message.url !== '/_emulator/clock' || message.method !== 'POST') return reply(404, { message: 'Not Found' });
  if (!driven) return reply(409, { message: 'The clock is real. Start the emulator with --driven-clock to move it.' });
  const seconds = Number(new URLSearchParams(Buffer.from(body).toString('utf8')).get('advance'));
  if (!(seconds >= 0)) return reply(400, { message: 'Send advance=<seconds>.' });
  await driven.advance(seconds * 1000);
  return reply(200, { now: new Date(driven.now()).toISOString() });
}
