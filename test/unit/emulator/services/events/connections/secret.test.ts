import {
  CreateConnectionCommand,
  DeauthorizeConnectionCommand,
  DeleteConnectionCommand,
  DescribeConnectionCommand,
  EventBridgeClient,
  UpdateConnectionCommand,
} from '@aws-sdk/client-eventbridge';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
  UpdateSecretCommand,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { type TestEmulator, testEmulator } from '../../../../../support/emulator.ts';
import { clientOf } from '../../../../../support/roles.ts';

let emulator: TestEmulator;
let events: EventBridgeClient;
let secrets: SecretsManagerClient;
beforeAll(async () => {
  emulator = await testEmulator();
  events = new EventBridgeClient(emulator.client);
  secrets = new SecretsManagerClient(emulator.client);
});
afterAll(() => emulator.stop());

const BASIC = {
  AuthorizationType: 'BASIC' as const,
  AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'p' } },
};
const KEY = {
  AuthorizationType: 'API_KEY' as const,
  AuthParameters: {
    ApiKeyAuthParameters: { ApiKeyName: 'k', ApiKeyValue: 'v' },
    InvocationHttpParameters: { BodyParameters: [{ Key: 'a', Value: 'b', IsValueSecret: true }] },
  },
};
const OAUTH = {
  AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS' as const,
  AuthParameters: {
    OAuthParameters: {
      ClientParameters: { ClientID: 'c', ClientSecret: 's' },
      AuthorizationEndpoint: 'https://server.example/token',
      HttpMethod: 'POST' as const,
    },
  },
};

let serial = 0;
async function connect(auth: object = BASIC) {
  const Name = `connection-${++serial}`;
  await events.send(new CreateConnectionCommand({ Name, ...BASIC, ...auth }));
  const { SecretArn = '' } = await events.send(new DescribeConnectionCommand({ Name }));
  return { Name, SecretArn };
}
const textOf = async (SecretId: string) =>
  JSON.parse((await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '');
const isGone = (SecretId: string) =>
  expect(secrets.send(new DescribeSecretCommand({ SecretId }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });

describe('a connection', () => {
  it.each<[string, object, object]>([
    ['a user', BASIC, { username: 'u', password: 'p' }],
    [
      'a key',
      KEY,
      {
        api_key_name: 'k',
        api_key_value: 'v',
        invocation_http_parameters: { body_parameters: [{ key: 'a', value: 'b', is_value_secret: true }] },
      },
    ],
    [
      'a client of an authorization server',
      OAUTH,
      {
        client_id: 'c',
        client_secret: 's',
        authorization_endpoint: 'https://server.example/token',
        http_method: 'POST',
      },
    ],
  ])('keeps the credentials of %s in a secret that EventBridge manages', async (_name, auth, text) => {
    const { Name, SecretArn } = await connect(auth);
    expect(SecretArn).toMatch(
      new RegExp(
        `^arn:aws:secretsmanager:us-east-1:000000000000:secret:events!connection/${Name}/[0-9a-f-]{36}-\\w{6}$`,
      ),
    );
    expect(await textOf(SecretArn)).toEqual(text);
    expect(await secrets.send(new DescribeSecretCommand({ SecretId: SecretArn }))).toMatchObject({
      OwningService: 'events',
    });
  });

  it('writes changed credentials into the same secret, and leaves it alone otherwise', async () => {
    const { Name, SecretArn } = await connect();
    await events.send(new UpdateConnectionCommand({ Name, Description: 'd' }));
    await events.send(
      new UpdateConnectionCommand({
        Name,
        AuthorizationType: 'BASIC',
        AuthParameters: { BasicAuthParameters: { Password: 'new' } },
      }),
    );
    expect((await events.send(new DescribeConnectionCommand({ Name }))).SecretArn).toBe(SecretArn);
    expect(await textOf(SecretArn)).toEqual({ username: 'u', password: 'new' });
  });

  it('takes its secret with it', async () => {
    const { Name, SecretArn } = await connect();
    await events.send(new DeleteConnectionCommand({ Name }));
    await isGone(SecretArn);
  });

  it('has none while it is deauthorized, and another one afterwards', async () => {
    const { Name, SecretArn } = await connect();
    await events.send(new DeauthorizeConnectionCommand({ Name }));
    await isGone(SecretArn);
    expect((await events.send(new DescribeConnectionCommand({ Name }))).SecretArn).toBeUndefined();
    await events.send(new UpdateConnectionCommand({ Name, ...KEY }));
    const again = (await events.send(new DescribeConnectionCommand({ Name }))).SecretArn ?? '';
    expect(again).not.toBe(SecretArn);
    expect(await textOf(again)).toMatchObject({ api_key_name: 'k' });
  });

  it('can be deleted where its secret was', async () => {
    const { Name, SecretArn } = await connect();
    await secrets.send(new DeleteSecretCommand({ SecretId: SecretArn }));
    await events.send(new DeleteConnectionCommand({ Name }));
  });
});

describe('who may not', () => {
  const EVENTS = { Action: 'events:*' };
  const on = (...calls: string[]) => ({
    Action: calls.map((call) => `secretsmanager:${call}`),
    Resource: 'arn:aws:secretsmanager:*:*:secret:events!connection/*',
  });
  const whoMay = async (...allowed: object[]) =>
    new EventBridgeClient(await clientOf(emulator, `caller-${++serial}`, [EVENTS, ...allowed]));
  const denied = (action: string) => ({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `is not authorized to perform: secretsmanager:${action} on resource: arn:aws:secretsmanager:`,
    ),
  });

  it('create a secret creates no connection', async () => {
    const may = await whoMay(on('UpdateSecret', 'DeleteSecret', 'GetSecretValue'));
    const create = may.send(new CreateConnectionCommand({ Name: 'denied', ...BASIC }));
    await expect(create).rejects.toMatchObject(denied('CreateSecret'));
    await expect(events.send(new DescribeConnectionCommand({ Name: 'denied' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });

  it('update a secret changes no credentials', async () => {
    const { Name, SecretArn } = await connect();
    const may = await whoMay(on('CreateSecret', 'DeleteSecret'));
    await expect(may.send(new UpdateConnectionCommand({ Name, ...KEY }))).rejects.toMatchObject(denied('UpdateSecret'));
    expect(await textOf(SecretArn)).toEqual({ username: 'u', password: 'p' });
    await may.send(new UpdateConnectionCommand({ Name, Description: 'd' }));
  });

  it.each([
    ['deletes', (Name: string) => new DeleteConnectionCommand({ Name })],
    ['deauthorizes', (Name: string) => new DeauthorizeConnectionCommand({ Name })],
  ])('delete a secret %s no connection', async (_name, command) => {
    const { Name, SecretArn } = await connect();
    const may = await whoMay(on('CreateSecret', 'UpdateSecret'));
    await expect(may.send(command(Name) as never)).rejects.toMatchObject(denied('DeleteSecret'));
    expect(await events.send(new DescribeConnectionCommand({ Name }))).toMatchObject({ SecretArn });
  });

  it('but who may create, change and delete with these three alone', async () => {
    const may = await whoMay(on('CreateSecret', 'UpdateSecret', 'DeleteSecret'));
    await may.send(new CreateConnectionCommand({ Name: 'granted', ...BASIC }));
    await may.send(new UpdateConnectionCommand({ Name: 'granted', ...KEY }));
    await may.send(new DeleteConnectionCommand({ Name: 'granted' }));
  });
});

describe('a managed secret', () => {
  it.each<[string, (SecretId: string) => object]>([
    ['a new value', (SecretId) => new PutSecretValueCommand({ SecretId, SecretString: '{}' })],
    ['an update', (SecretId) => new UpdateSecretCommand({ SecretId, SecretString: '{}' })],
    ['another stage', (SecretId) => new UpdateSecretVersionStageCommand({ SecretId, VersionStage: 'MINE' })],
    ['deletion at once', (SecretId) => new DeleteSecretCommand({ SecretId, ForceDeleteWithoutRecovery: true })],
  ])('refuses its customer %s', async (_name, command) => {
    const { SecretArn } = await connect();
    await expect(secrets.send(command(SecretArn) as never)).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: "You can't perform this operation on the secret because it is managed by events.",
    });
  });

  it.each(['CreateManagedSecret', 'UpdateManagedSecret', 'DeleteManagedSecret', 'CheckManagedSecret'])(
    'is nothing that a client can %s',
    async (operation) => {
      const response = await fetch(emulator.endpoint, {
        method: 'POST',
        headers: {
          'x-amz-target': `secretsmanager.${operation}`,
          'content-type': 'application/x-amz-json-1.1',
          authorization:
            'AWS4-HMAC-SHA256 Credential=test/20261123/us-east-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0',
        },
        body: JSON.stringify({ Name: 'n', SecretId: 'n', SecretString: 's' }),
      });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('UnknownOperationException');
    },
  );

  it('has a name that no customer may give', async () => {
    await expect(
      secrets.send(new CreateSecretCommand({ Name: 'events!connection/x/1', SecretString: 's' })),
    ).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
