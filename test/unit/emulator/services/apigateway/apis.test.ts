import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateAuthorizerCommand,
  CreateDeploymentCommand,
  CreateIntegrationCommand,
  CreateRouteCommand,
  CreateStageCommand,
  DeleteApiCommand,
  DeleteIntegrationCommand,
  GetApiCommand,
  GetApisCommand,
  GetRoutesCommand,
  GetStageCommand,
  GetTagsCommand,
  TagResourceCommand,
  UpdateRouteCommand,
} from '@aws-sdk/client-apigatewayv2';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';

const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:hello';
let emulator: TestEmulator;
let client: ApiGatewayV2Client;
let ApiId = '';
let integration = '';

beforeAll(async () => {
  emulator = await testEmulator();
  client = new ApiGatewayV2Client(emulator.client);
  const api = await client.send(new CreateApiCommand({ Name: 'shop', ProtocolType: 'HTTP', Tags: { a: '1' } }));
  ApiId = api.ApiId ?? '';
  const made = await client.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: FUNCTION,
      PayloadFormatVersion: '2.0',
    }),
  );
  integration = made.IntegrationId ?? '';
  await client.send(new CreateRouteCommand({ ApiId, RouteKey: 'GET /taken', Target: `integrations/${integration}` }));
});
afterAll(() => emulator.stop());

test('an API and what is in it can be read back', async () => {
  const api = await client.send(new GetApiCommand({ ApiId }));
  expect(api).toMatchObject({
    Name: 'shop',
    ProtocolType: 'HTTP',
    ApiEndpoint: `${emulator.endpoint}/_aws/execute-api/${ApiId}`,
  });
  const { Items: routes } = await client.send(new GetRoutesCommand({ ApiId }));
  expect(routes).toMatchObject([
    { RouteKey: 'GET /taken', AuthorizationType: 'NONE', Target: `integrations/${integration}` },
  ]);
  const { Items: apis } = await client.send(new GetApisCommand({}));
  expect(apis?.map((each) => each.ApiId)).toEqual([ApiId]);
  const arn = `arn:aws:apigateway:us-east-1::/apis/${ApiId}`;
  await client.send(new TagResourceCommand({ ResourceArn: arn, Tags: { b: '2' } }));
  expect((await client.send(new GetTagsCommand({ ResourceArn: arn }))).Tags).toEqual({ a: '1', b: '2' });
});

test('a stage that deploys by itself follows every change', async () => {
  const { ApiId: id } = await client.send(new CreateApiCommand({ Name: 'auto', ProtocolType: 'HTTP' }));
  await client.send(new CreateStageCommand({ ApiId: id, StageName: '$default', AutoDeploy: true }));
  const before = await client.send(new GetStageCommand({ ApiId: id, StageName: '$default' }));
  await client.send(new CreateRouteCommand({ ApiId: id, RouteKey: '$default' }));
  const after = await client.send(new GetStageCommand({ ApiId: id, StageName: '$default' }));
  expect(after.DeploymentId).not.toBe(before.DeploymentId);
  await client.send(new DeleteApiCommand({ ApiId: id }));
});

const route = (input: object) => () => client.send(new CreateRouteCommand({ ApiId, RouteKey: 'GET /new', ...input }));
const integrate = (input: object) => () =>
  client.send(
    new CreateIntegrationCommand({
      ApiId,
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: FUNCTION,
      PayloadFormatVersion: '2.0',
      ...input,
    }),
  );
const authorize = (input: object) => () =>
  client.send(
    new CreateAuthorizerCommand({
      ApiId,
      Name: 'keys',
      AuthorizerType: 'REQUEST',
      AuthorizerUri: `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
      AuthorizerPayloadFormatVersion: '2.0',
      IdentitySource: ['$request.header.authorization'],
      ...input,
    }),
  );
const stage = (input: object) => () => client.send(new CreateStageCommand({ ApiId, StageName: 'one', ...input }));

test.each([
  ['an unknown API', 'NotFoundException', () => client.send(new GetApiCommand({ ApiId: 'none' }))],
  [
    'a WebSocket API',
    'BadRequestException',
    () => client.send(new CreateApiCommand({ Name: 'x', ProtocolType: 'WEBSOCKET' })),
  ],
  [
    'credentials for every origin',
    'BadRequestException',
    () =>
      client.send(
        new CreateApiCommand({
          Name: 'x',
          ProtocolType: 'HTTP',
          CorsConfiguration: { AllowCredentials: true, AllowOrigins: ['*'] },
        }),
      ),
  ],
  ['a route key without a path', 'BadRequestException', route({ RouteKey: 'GET' })],
  ['a route key that is taken', 'ConflictException', route({ RouteKey: 'GET /taken' })],
  ['a target that is no integration', 'BadRequestException', route({ Target: 'integrations/none' })],
  ['a route with an API key', 'BadRequestException', route({ ApiKeyRequired: true })],
  [
    'an authorizer that is not there',
    'BadRequestException',
    route({ AuthorizationType: 'CUSTOM', AuthorizerId: 'none' }),
  ],
  [
    'an authorizer for no authorization',
    'BadRequestException',
    route({ AuthorizationType: 'NONE', AuthorizerId: 'none' }),
  ],
  [
    'a route that is not there',
    'NotFoundException',
    () => client.send(new UpdateRouteCommand({ ApiId, RouteId: 'none' })),
  ],
  ['an integration without a version', 'BadRequestException', integrate({ PayloadFormatVersion: undefined })],
  ['an integration of version 3', 'BadRequestException', integrate({ PayloadFormatVersion: '3.0' })],
  ['a mock integration', 'BadRequestException', integrate({ IntegrationType: 'MOCK' })],
  ['an integration with no function', 'BadRequestException', integrate({ IntegrationUri: 'https://example.com' })],
  ['a timeout of a minute', 'BadRequestException', integrate({ TimeoutInMillis: 60_000 })],
  [
    'an integration in use deleted',
    'ConflictException',
    () => client.send(new DeleteIntegrationCommand({ ApiId, IntegrationId: integration })),
  ],
  ['a JWT authorizer', 'BadRequestException', authorize({ AuthorizerType: 'JWT' })],
  [
    'simple answers in version 1.0',
    'BadRequestException',
    authorize({ AuthorizerPayloadFormatVersion: '1.0', EnableSimpleResponses: true }),
  ],
  ['an authorizer without a version', 'BadRequestException', authorize({ AuthorizerPayloadFormatVersion: undefined })],
  ['an identity source of no kind', 'BadRequestException', authorize({ IdentitySource: ['header.authorization'] })],
  [
    'an authorizer kept without identity',
    'BadRequestException',
    authorize({ IdentitySource: [], AuthorizerResultTtlInSeconds: 60 }),
  ],
  ['a stage with a space', 'BadRequestException', stage({ StageName: 'a b' })],
  ['a stage of no deployment', 'NotFoundException', stage({ DeploymentId: 'none' })],
  ['settings of no route', 'NotFoundException', stage({ RouteSettings: { 'GET /none': { ThrottlingBurstLimit: 1 } } })],
  ['execution logs', 'BadRequestException', stage({ DefaultRouteSettings: { LoggingLevel: 'INFO' } })],
  [
    'an access log of no group',
    'BadRequestException',
    stage({ AccessLogSettings: { DestinationArn: 'group', Format: '$context.requestId' } }),
  ],
  [
    'an access log without the request id',
    'BadRequestException',
    stage({
      AccessLogSettings: {
        DestinationArn: 'arn:aws:logs:us-east-1:000000000000:log-group:x',
        Format: '$context.status',
      },
    }),
  ],
  [
    'a deployment to no stage',
    'NotFoundException',
    () => client.send(new CreateDeploymentCommand({ ApiId, StageName: 'none' })),
  ],
])('%s is refused with %s', async (_, name, call) => {
  await expect((call as () => Promise<unknown>)()).rejects.toMatchObject({ name });
});

test.each([
  ['/_aws/execute-api/aaaaaaaaaa/v1', 404, '{"message":"Not Found"}'],
  ['/_aws/execute-api/short/v1', 404, '{"message":"Not Found"}'],
])('%s answers %i', async (path, status, body) => {
  const response = await fetch(emulator.endpoint + path);
  expect([response.status, await response.text()]).toEqual([status, body]);
});

test('nothing of it was an internal error', () => expect(emulator.reported).toEqual([]));
