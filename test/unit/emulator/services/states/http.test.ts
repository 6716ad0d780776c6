import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CreateConnectionCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { TestStateCommand } from '@aws-sdk/client-sfn';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type StatesWorld, statesWorld } from '../../../../support/states.ts';

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let emulator: TestEmulator;
let world: StatesWorld;
let server: Server;
let endpoint = '';
let connectionArn = '';
const seen: Seen[] = [];

beforeAll(async () => {
  emulator = await testEmulator({ events: { localDestinations: true } });
  world = await statesWorld(emulator);
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      const status = Number(/\/status\/(\d+)/.exec(url ?? '')?.[1] ?? 200);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end('{"a":1}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { ConnectionArn = '' } = await new EventBridgeClient(emulator.client).send(
    new CreateConnectionCommand({
      Name: 'api',
      AuthorizationType: 'API_KEY',
      AuthParameters: {
        ApiKeyAuthParameters: { ApiKeyName: 'x-key', ApiKeyValue: 'secret' },
        InvocationHttpParameters: {
          QueryStringParameters: [{ Key: 'from', Value: 'connection' }],
          BodyParameters: [{ Key: 'extra', Value: 'yes' }],
        },
      },
    }),
  );
  connectionArn = ConnectionArn;
});
afterAll(async () => {
  server.close();
  await emulator.stop();
});

const call = async (parameters: object, more: object = {}) => {
  const Parameters = {
    ApiEndpoint: endpoint,
    Method: 'POST',
    Authentication: { ConnectionArn: connectionArn },
    ...parameters,
  };
  const states = { A: { Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Parameters, End: true } };
  return world.ended(await world.start(await world.machine(states, more)));
};

it('sends what the task and its connection say, and gives the answer', async () => {
  const done = await call({ Headers: { 'X-Mine': 'm' }, QueryParameters: { q: ['1', '2'] }, RequestBody: { b: [1] } });
  expect(JSON.parse(done.output ?? '')).toMatchObject({
    StatusCode: 200,
    StatusText: 'OK',
    ResponseBody: { a: 1 },
    Headers: { 'content-type': ['application/json'] },
  });
  expect(seen.at(-1)).toMatchObject({
    method: 'POST',
    url: '/?q=1&q=2&from=connection',
    headers: { 'x-key': 'secret', 'x-mine': 'm', 'content-type': 'application/json' },
    body: '{"b":[1],"extra":"yes"}',
  });
});

it.each([
  ['INDICES', 'b%5B0%5D=1&b%5B1%5D=2&extra=yes'],
  ['REPEAT', 'b=1&b=2&extra=yes'],
  ['COMMAS', 'b=1%2C2&extra=yes'],
  ['BRACKETS', 'b%5B%5D=1&b%5B%5D=2&extra=yes'],
])('writes a form with lists as %s', async (ArrayFormat, body) => {
  await call({
    RequestBody: { b: [1, 2] },
    Transform: { RequestBodyEncoding: 'URL_ENCODED', RequestEncodingOptions: { ArrayFormat } },
  });
  expect(seen.at(-1)).toMatchObject({ body, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
});

it.each([
  ['a status that is no success', () => ({ ApiEndpoint: `${endpoint}/status/404` }), {}, 'States.Http.StatusCode.404'],
  ['a server that is not there', () => ({ ApiEndpoint: 'http://127.0.0.1:1' }), {}, 'States.Http.Socket'],
  ['an address that is not HTTPS', () => ({ ApiEndpoint: 'http://example.com' }), {}, 'States.Runtime'],
  ['an unknown method', () => ({ Method: 'FETCH' }), {}, 'States.Runtime'],
  ['no connection', () => ({ Authentication: {} }), {}, 'States.Runtime'],
  [
    'a connection that is not there',
    () => ({ Authentication: { ConnectionArn: `${connectionArn}x` } }),
    {},
    'Events.ResourceNotFoundException',
  ],
  [
    'a role that may not call endpoints',
    () => ({}),
    { actions: ['events:*', 'secretsmanager:*'] },
    'Events.AccessDeniedException',
  ],
  [
    'a role that may not use the connection',
    () => ({}),
    { actions: ['states:*', 'secretsmanager:*'] },
    'Events.AccessDeniedException',
  ],
  [
    'a role that may not read its secret',
    () => ({}),
    { actions: ['states:*', 'events:*'] },
    'Events.AccessDeniedException',
  ],
])('fails at %s', async (_name, parameters, { actions }: { actions?: string[] }, error) => {
  const more = actions ? { roleArn: await world.role(actions) } : {};
  expect(await call(parameters(), more)).toMatchObject({ status: 'FAILED', error });
});

it.each([
  [true, 'secret', '/?from=connection'],
  [false, undefined, '/'],
])('is seen by TestState, its secrets where they may be (%s)', async (revealSecrets, key, path) => {
  const Parameters = { ApiEndpoint: endpoint, Method: 'GET', Authentication: { ConnectionArn: connectionArn } };
  const definition = JSON.stringify({ Type: 'Task', Resource: 'arn:aws:states:::http:invoke', Parameters, End: true });
  const { inspectionData } = await world.sfn.send(
    new TestStateCommand({ definition, roleArn: world.roleArn, inspectionLevel: 'TRACE', revealSecrets }),
  );
  expect(inspectionData).toMatchObject({
    request: { protocol: 'http', method: 'GET', url: `${endpoint}${path}` },
    response: { statusCode: '200', statusMessage: 'OK', body: '{"a":1}' },
  });
  expect((JSON.parse(inspectionData?.request?.headers ?? '') as Record<string, string>)['x-key']).toBe(key);
});
