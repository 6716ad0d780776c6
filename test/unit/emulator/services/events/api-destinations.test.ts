import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  CreateApiDestinationCommand,
  CreateConnectionCommand,
  type CreateConnectionCommandInput,
  DeauthorizeConnectionCommand,
  DeleteApiDestinationCommand,
  DeleteConnectionCommand,
  DescribeApiDestinationCommand,
  DescribeConnectionCommand,
  ListApiDestinationsCommand,
  ListConnectionsCommand,
  type Target,
  UpdateApiDestinationCommand,
  UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { DeleteSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld, until } from '../../../../support/events-world.ts';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

let emulator: TestEmulator;
let world: EventsWorld;
let server: Server;
let api: string;
let received: Received[] = [];
let answer: (request: Received) => number = () => 200;
/** Headers of the answers. */
let saying: Record<string, string> = {};
let tokens = 0;
/** What the authorization server says of a token, beside the token. */
let tokenMembers: object = {};
const RoleArn = 'arn:aws:iam::000000000000:role/api';

beforeAll(async () => {
  emulator = await testEmulator({ events: { localDestinations: true } });
  world = eventsWorld(emulator);
  server = createServer((message, response) => {
    let body = '';
    message.on('data', (chunk) => {
      body += String(chunk);
    });
    message.on('end', () => {
      const request = { method: message.method, url: message.url, headers: message.headers, body };
      if (message.url?.startsWith('/token')) {
        tokens++;
        response.writeHead(message.url.includes('refuse') ? 401 : 200);
        return response.end(JSON.stringify({ access_token: `token-${tokens}`, form: body, ...tokenMembers }));
      }
      received.push(request);
      response.writeHead(answer(request), saying);
      return response.end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const iam = new IAMClient(emulator.client);
  const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iam.send(
    new CreateRoleCommand({
      RoleName: 'api',
      AssumeRolePolicyDocument: document({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: 'sts:AssumeRole',
      }),
    }),
  );
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: 'api',
      PolicyName: 'invoke',
      PolicyDocument: document({
        Effect: 'Allow',
        Action: 'events:InvokeApiDestination',
        Resource: 'arn:aws:events:us-east-1:000000000000:api-destination/*',
      }),
    }),
  );
});
afterAll(async () => {
  await emulator.stop();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});
beforeEach(() => {
  received = [];
  saying = {};
  tokenMembers = {};
  answer = () => 200;
});

const KEY: Omit<CreateConnectionCommandInput, 'Name'> = {
  AuthorizationType: 'API_KEY',
  AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-Api-Key', ApiKeyValue: 'secret' } },
};
const connect = async (more: Omit<CreateConnectionCommandInput, 'Name'> = KEY) => {
  const Name = world.name('connection');
  const { ConnectionArn = '', ConnectionState } = await world.events.send(
    new CreateConnectionCommand({ Name, ...more }),
  );
  return { name: Name, arn: ConnectionArn, state: ConnectionState };
};
const destination = async (connectionArn: string, more: object = {}) => {
  const { ApiDestinationArn = '' } = await world.events.send(
    new CreateApiDestinationCommand({
      Name: world.name('destination'),
      ConnectionArn: connectionArn,
      InvocationEndpoint: `${api}/hook`,
      HttpMethod: 'POST',
      ...more,
    }),
  );
  return ApiDestinationArn;
};
/** A bus whose events go to an API; what fails goes to the queue. */
const route = async (Arn: string, more: Partial<Target> = {}) => {
  const [bus, dead] = [await world.bus(), await world.queue()];
  await world.rule(bus, { source: ['shop'] }, { Arn, RoleArn, DeadLetterConfig: { Arn: dead.arn }, ...more });
  return { bus, dead };
};
const asked = async (wanted: number) => {
  await until(async () => {
    await world.events.send(new ListConnectionsCommand({}));
    return received.length >= wanted;
  });
  return received;
};
const one = async () => (await asked(1))[0] as Received;
const letterOf = (url: string) =>
  until(async () => {
    await emulator.clock?.advance(0);
    return (await world.drain(url))[0];
  });

describe('requests', () => {
  it.each([
    ['an API key', KEY, { 'x-api-key': 'secret' }],
    [
      'a user and password',
      { AuthorizationType: 'BASIC', AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'p' } } },
      { authorization: 'Basic dTpw' },
    ],
  ] as const)('bear %s', async (_name, connection, headers) => {
    const { arn, state } = await connect(connection);
    expect(state).toBe('AUTHORIZED');
    const { bus } = await route(await destination(arn));
    const [id] = await world.put(bus, {});
    const request = await one();
    expect(request).toMatchObject({ method: 'POST', url: '/hook', headers });
    expect(request.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(request.headers['user-agent']).toBe('Amazon/EventBridge/ApiDestinations');
    expect(JSON.parse(request.body)).toMatchObject({ id });
  });

  it('are made of the connection and the target, the connection first', async () => {
    const { arn } = await connect({
      ...KEY,
      AuthParameters: {
        ...KEY.AuthParameters,
        InvocationHttpParameters: {
          HeaderParameters: [{ Key: 'X-Both', Value: 'connection' }],
          QueryStringParameters: [{ Key: 'q', Value: 'connection' }],
          BodyParameters: [{ Key: 'extra', Value: 'yes' }],
        },
      },
    });
    const { bus } = await route(await destination(arn, { InvocationEndpoint: `${api}/a/*/b/*`, HttpMethod: 'PUT' }), {
      HttpParameters: {
        PathParameterValues: ['one', 'two words'],
        HeaderParameters: {
          'X-Both': 'target',
          'X-Own': 'target',
          'User-Agent': 'mine',
          Range: 'bytes=0-1',
          Referer: 'mine',
          'Content-Type': 'text/plain',
        },
        QueryStringParameters: { q: 'target', own: 'target' },
      },
      Input: '{"constant":1}',
    });
    await world.put(bus, {});
    expect(await one()).toMatchObject({
      method: 'PUT',
      url: '/a/one/b/two%20words?q=connection&own=target',
      headers: {
        'x-both': 'connection',
        'x-own': 'target',
        'user-agent': 'Amazon/EventBridge/ApiDestinations',
        range: 'bytes=0-1048575',
        'accept-encoding': 'gzip,deflate',
        connection: 'close',
        'content-type': 'text/plain',
      },
      body: '{"constant":1,"extra":"yes"}',
    });
  });

  it('bear a token, and a new one where it is refused', async () => {
    const { arn, name, state } = await connect({
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: {
        OAuthParameters: {
          ClientParameters: { ClientID: 'c', ClientSecret: 's' },
          AuthorizationEndpoint: `${api}/token`,
          HttpMethod: 'POST',
        },
      },
    });
    expect(state).toBe('AUTHORIZING');
    await until(
      async () =>
        (await world.events.send(new DescribeConnectionCommand({ Name: name }))).ConnectionState === 'AUTHORIZED',
    );
    const first = tokens;
    answer = ({ headers }) => (headers.authorization === `Bearer token-${first}` ? 401 : 200);
    const { bus } = await route(await destination(arn));
    await world.put(bus, {});
    await asked(2);
    expect(received.map(({ headers }) => headers.authorization)).toEqual([
      `Bearer token-${first}`,
      `Bearer token-${first + 1}`,
    ]);
  });

  it('bear a new token a minute before the old one ends', async () => {
    tokenMembers = { expires_in: 3600 };
    const { arn, name } = await connect({
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: {
        OAuthParameters: {
          ClientParameters: { ClientID: 'c', ClientSecret: 's' },
          AuthorizationEndpoint: `${api}/token`,
          HttpMethod: 'POST',
        },
      },
    });
    await until(
      async () =>
        (await world.events.send(new DescribeConnectionCommand({ Name: name }))).ConnectionState === 'AUTHORIZED',
    );
    const first = tokens;
    const { bus } = await route(await destination(arn));
    for (const wait of [0, 3_539_000, 2_000]) {
      await emulator.clock?.advance(wait);
      await world.put(bus, {});
      await asked(received.length + 1);
    }
    expect(received.map(({ headers }) => headers.authorization)).toEqual(
      [first, first, first + 1].map((token) => `Bearer token-${token}`),
    );
  });

  it('are not made where the authorization server refuses', async () => {
    const { name } = await connect({
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: {
        OAuthParameters: {
          ClientParameters: { ClientID: 'c', ClientSecret: 's' },
          AuthorizationEndpoint: `${api}/token?refuse`,
          HttpMethod: 'POST',
        },
      },
    });
    const connection = await until(async () => {
      const found = await world.events.send(new DescribeConnectionCommand({ Name: name }));
      return found.ConnectionState === 'DEAUTHORIZED' ? found : undefined;
    });
    expect(connection.StateReason).toContain('401');
  });

  it('keep to the rate', async () => {
    const { bus } = await route(await destination((await connect()).arn, { InvocationRateLimitPerSecond: 3 }));
    await world.put(bus, ...Array.from({ length: 10 }, () => ({})));
    const counts: number[] = [];
    for (let second = 0; second < 4; second++) {
      const wanted = Math.min(10, (second + 1) * 3);
      await asked(wanted);
      counts.push(received.length);
      await emulator.clock?.advance(1_000);
    }
    expect(counts).toEqual([3, 6, 9, 10]);
  });
});

describe('failures', () => {
  it.each([[400], [403], [404], [302]])('with status %i are final', async (status) => {
    answer = () => status;
    const { bus, dead } = await route(await destination((await connect()).arn));
    await world.put(bus, {});
    const letter = await letterOf(dead.url);
    expect(letter.MessageAttributes).toMatchObject({
      ERROR_CODE: { StringValue: 'ERROR_FROM_TARGET' },
    });
    expect(letter.MessageAttributes).not.toHaveProperty('RETRY_ATTEMPTS');
    expect(received).toHaveLength(1);
  });

  it.each([[401], [407], [409], [429], [503]])(
    'with status %i are retried as often as the policy says',
    async (status) => {
      answer = () => status;
      const { bus, dead } = await route(await destination((await connect()).arn), {
        RetryPolicy: { MaximumRetryAttempts: 2 },
      });
      await world.put(bus, {});
      const letter = await until(async () => {
        await emulator.clock?.advance(500);
        return (await world.drain(dead.url))[0];
      });
      expect(letter.MessageAttributes).toMatchObject({
        ERROR_CODE: { StringValue: 'ERROR_FROM_TARGET' },
        RETRY_ATTEMPTS: { StringValue: '2' },
        EXHAUSTED_RETRY_CONDITION: { StringValue: 'MaximumRetryAttempts' },
      });
      expect(received).toHaveLength(3);
    },
  );

  it('are retried when the API says so, where that is later', async () => {
    answer = () => (received.length < 2 ? 503 : 200);
    saying = { 'retry-after': '600' };
    const { bus } = await route(await destination((await connect()).arn));
    await world.put(bus, {});
    await asked(1);
    await emulator.clock?.advance(599_000);
    expect(received).toHaveLength(1);
    await emulator.clock?.advance(2_000);
    await asked(2);
  });

  it('are final where the API says that it wants the event no more', async () => {
    answer = () => 503;
    saying = { 'retry-after': '-1' };
    const { bus, dead } = await route(await destination((await connect()).arn));
    await world.put(bus, {});
    expect((await letterOf(dead.url)).MessageAttributes).not.toHaveProperty('RETRY_ATTEMPTS');
  });

  it('are retried until the event is too old', async () => {
    answer = () => 500;
    const { bus, dead } = await route(await destination((await connect()).arn), {
      RetryPolicy: { MaximumEventAgeInSeconds: 60 },
    });
    const begun = emulator.clock?.now() ?? 0;
    await world.put(bus, {});
    const letter = await until(async () => {
      await emulator.clock?.advance(1_000);
      return (await world.drain(dead.url))[0];
    });
    expect(letter.MessageAttributes?.EXHAUSTED_RETRY_CONDITION?.StringValue).toBe('MaximumEventAgeInSeconds');
    expect((emulator.clock?.now() ?? 0) - begun).toBeGreaterThanOrEqual(60_000);
    expect(received.length).toBeGreaterThan(3);
  });

  it('end well where the API recovers', async () => {
    answer = () => (received.length < 3 ? 500 : 200);
    const { bus, dead } = await route(await destination((await connect()).arn));
    await world.put(bus, {});
    await until(async () => {
      await emulator.clock?.advance(500);
      return received.length === 3;
    });
    expect(await world.drain(dead.url)).toEqual([]);
  });

  it.each([
    [
      'a connection without credentials',
      async (name: string) => void (await world.events.send(new DeauthorizeConnectionCommand({ Name: name }))),
      'NO_PERMISSIONS',
    ],
    [
      'a connection that is gone',
      async (name: string) => void (await world.events.send(new DeleteConnectionCommand({ Name: name }))),
      'NO_PERMISSIONS',
    ],
  ])('of %s are final', async (_name, act, code) => {
    const { arn, name } = await connect();
    const { bus, dead } = await route(await destination(arn));
    await act(name);
    await world.put(bus, {});
    expect((await letterOf(dead.url)).MessageAttributes?.ERROR_CODE?.StringValue).toBe(code);
  });

  it('of a host that is not there are retried', async () => {
    const { bus, dead } = await route(
      await destination((await connect()).arn, { InvocationEndpoint: 'http://127.0.0.1:1/x' }),
      {
        RetryPolicy: { MaximumRetryAttempts: 1 },
      },
    );
    await world.put(bus, {});
    const letter = await until(async () => {
      await emulator.clock?.advance(500);
      return (await world.drain(dead.url))[0];
    });
    expect(letter.MessageAttributes?.ERROR_CODE?.StringValue).toBe('CONNECTION_FAILURE');
  });

  it('of a role that may not are final', async () => {
    const iam = new IAMClient(emulator.client);
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    });
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName: 'powerless', AssumeRolePolicyDocument }));
    const { bus, dead } = await route(await destination((await connect()).arn), { RoleArn: Role?.Arn });
    await world.put(bus, {});
    const letter = await letterOf(dead.url);
    expect(letter.MessageAttributes?.ERROR_CODE?.StringValue).toBe('NO_PERMISSIONS');
    expect(letter.MessageAttributes?.ERROR_MESSAGE?.StringValue).toContain('events:InvokeApiDestination');
  });
});

describe('connections and API destinations', () => {
  it('are described without their secrets', async () => {
    const { name } = await connect({
      ...KEY,
      Description: 'd',
      AuthParameters: {
        ...KEY.AuthParameters,
        InvocationHttpParameters: {
          HeaderParameters: [
            { Key: 'open', Value: 'shown', IsValueSecret: false },
            { Key: 'closed', Value: 'hidden', IsValueSecret: true },
          ],
        },
      },
    });
    const shown = await world.events.send(new DescribeConnectionCommand({ Name: name }));
    expect(shown).toMatchObject({
      AuthorizationType: 'API_KEY',
      ConnectionState: 'AUTHORIZED',
      SecretArn: expect.stringContaining(`:secret:events!connection/${name}/`),
      AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'X-Api-Key' } },
    });
    expect(JSON.stringify(shown)).not.toMatch(/hidden|"secret"/);
    expect(JSON.stringify(shown)).toContain('shown');
  });

  it('change member by member', async () => {
    const { name, arn } = await connect();
    await world.events.send(
      new UpdateConnectionCommand({
        Name: name,
        AuthorizationType: 'API_KEY',
        AuthParameters: { ApiKeyAuthParameters: { ApiKeyValue: 'new' } },
      }),
    );
    const { bus } = await route(await destination(arn));
    await world.put(bus, {});
    expect((await one()).headers['x-api-key']).toBe('new');
    await world.events.send(
      new UpdateConnectionCommand({
        Name: name,
        AuthorizationType: 'BASIC',
        AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'p' } },
      }),
    );
    expect((await world.events.send(new DescribeConnectionCommand({ Name: name }))).AuthParameters).toEqual({
      BasicAuthParameters: { Username: 'u' },
    });
  });

  it('are of no use without their secret', async () => {
    const { name, arn } = await connect();
    const { bus, dead } = await route(await destination(arn));
    const { SecretArn: SecretId } = await world.events.send(new DescribeConnectionCommand({ Name: name }));
    await new SecretsManagerClient(emulator.client).send(new DeleteSecretCommand({ SecretId }));
    await world.put(bus, {});
    const letter = await until(async () => (await world.drain(dead.url))[0]);
    expect(letter.MessageAttributes?.ERROR_MESSAGE?.StringValue).toContain('marked for deletion');
  });

  it('come and go', async () => {
    const { arn, name } = await connect();
    const Name = (await destination(arn)).split('/')[1];
    const describe = () => world.events.send(new DescribeApiDestinationCommand({ Name }));
    expect(await describe()).toMatchObject({ ApiDestinationState: 'ACTIVE', InvocationRateLimitPerSecond: 300 });
    await world.events.send(
      new UpdateApiDestinationCommand({ Name, InvocationRateLimitPerSecond: 7, HttpMethod: 'PATCH' }),
    );
    expect(await describe()).toMatchObject({ InvocationRateLimitPerSecond: 7, HttpMethod: 'PATCH' });
    const { ApiDestinations } = await world.events.send(new ListApiDestinationsCommand({ ConnectionArn: arn }));
    expect(ApiDestinations).toHaveLength(1);
    await world.events.send(new DeauthorizeConnectionCommand({ Name: name }));
    expect((await describe()).ApiDestinationState).toBe('INACTIVE');
    await world.events.send(new DeleteApiDestinationCommand({ Name }));
    await expect(describe()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
