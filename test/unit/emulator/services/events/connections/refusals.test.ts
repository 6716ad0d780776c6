import {
  CreateConnectionCommand as Create,
  CreateApiDestinationCommand as CreateDestination,
  DeauthorizeConnectionCommand as Deauthorize,
  DeleteConnectionCommand as Delete,
  DeleteApiDestinationCommand as DeleteDestination,
  DescribeConnectionCommand as Describe,
  DescribeApiDestinationCommand as DescribeDestination,
  ListConnectionsCommand as List,
  ListApiDestinationsCommand as ListDestinations,
  UpdateConnectionCommand as Update,
  UpdateApiDestinationCommand as UpdateDestination,
} from '@aws-sdk/client-eventbridge';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld } from '../../../../../support/events-world.ts';
import { itRefuses, long, type Refusal } from '../../../../../support/refusals.ts';

let world: EventsWorld;
beforeAll(async () => {
  world = eventsWorld(await testEmulator());
  const { ConnectionArn = '' } = await world.events.send(create({ Name: 'own' }));
  arn = ConnectionArn;
  await world.events.send(destination({ Name: 'own' })());
});
afterAll(() => world.emulator.stop());
let arn = '';

const V = 'ValidationException';
const N = 'ResourceNotFoundException';
const E = 'ResourceAlreadyExistsException';
const API_KEY = { ApiKeyAuthParameters: { ApiKeyName: 'k', ApiKeyValue: 'v' } };
const BASIC = { BasicAuthParameters: { Username: 'u', Password: 'p' } };
const OAUTH = {
  OAuthParameters: {
    ClientParameters: { ClientID: 'c', ClientSecret: 's' },
    AuthorizationEndpoint: 'https://example.com/token',
    HttpMethod: 'POST',
  },
};
/** What AWS could not reach, whatever lies there. */
const UNREACHABLE = [
  'http://localhost:3000/hook',
  'http://127.0.0.1:3000/hook',
  'https://localhost/hook',
  'https://127.0.0.1/hook',
  'https://10.1.2.3/hook',
  'https://192.168.1.1/hook',
  'https://172.31.0.1/hook',
  'https://169.254.169.254/latest/meta-data',
  'https://2130706433/hook',
  'https://printer.local/hook',
  'https://api.internal/hook',
  'https://user:secret@example.com/hook',
  'https://*.example.com/hook',
  'example.com/hook',
];
const create = (more: object) =>
  new Create({ Name: 'x', AuthorizationType: 'API_KEY', AuthParameters: API_KEY, ...more });
const destination = (more: object) => () =>
  new CreateDestination({
    Name: 'x',
    ConnectionArn: arn,
    InvocationEndpoint: 'https://example.com',
    HttpMethod: 'POST',
    ...more,
  });
const noConnection = "Failed to describe the connection(s). Connection 'none' does not exist.";
const noDestination = (verb: string) =>
  `Failed to ${verb} the api-destination(s). An api-destination 'none' does not exist.`;
const notHttps = (verb: string, endpoint: string) =>
  `Failed to ${verb} the api-destination(s). Parameter InvocationEndpoint is not valid. Reason: Endpoint '${endpoint}' is invalid, please provide a valid HTTPS endpoint URL.`;
const missing = (name: string, verb = 'create') =>
  `Failed to ${verb} the connection(s). Parameter ${name} is not valid. Reason: Missing required field(s).`;

itRefuses(() => world, [
  ['create: no name', create({ Name: undefined }), V],
  ['create: an empty name', create({ Name: '' }), V],
  ['create: a long name', create({ Name: long(65) }), V, /64/],
  ['create: a name with a space', create({ Name: 'a b' }), V],
  ['create: a name twice', create({ Name: 'own' }), E, "Connection 'own' already exists."],
  ['create: no type', create({ AuthorizationType: undefined }), V],
  [
    'create: an unknown type',
    create({ AuthorizationType: 'KERBEROS' }),
    V,
    /\[BASIC, OAUTH_CLIENT_CREDENTIALS, API_KEY\]/,
  ],
  ['create: no parameters', create({ AuthParameters: undefined }), V],
  ['create: empty parameters', create({ AuthParameters: {} }), V, missing('ApiKeyAuthParameters')],
  ['create: parameters of another type', create({ AuthParameters: BASIC }), V, missing('ApiKeyAuthParameters')],
  ['create: parameters of two types', create({ AuthParameters: { ...API_KEY, ...BASIC } }), V],
  ['create: BASIC without parameters', create({ AuthorizationType: 'BASIC' }), V, missing('BasicAuthParameters')],
  [
    'create: OAuth without parameters',
    create({ AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS' }),
    V,
    missing('OAuthParameters'),
  ],
  ['create: half a key', create({ AuthParameters: { ApiKeyAuthParameters: { ApiKeyName: 'k' } } }), V],
  [
    'create: an empty password',
    create({ AuthorizationType: 'BASIC', AuthParameters: { BasicAuthParameters: { Username: 'u', Password: '' } } }),
    V,
  ],
  [
    'create: a password with a line break',
    create({
      AuthorizationType: 'BASIC',
      AuthParameters: { BasicAuthParameters: { Username: 'u', Password: 'a\nb' } },
    }),
    V,
    /^1 validation error detected: Value at 'authParameters\.basicAuthParameters\.password' failed to satisfy/,
  ],
  [
    'create: a long user name',
    create({
      AuthorizationType: 'BASIC',
      AuthParameters: { BasicAuthParameters: { Username: long(513), Password: 'p' } },
    }),
    V,
  ],
  [
    'create: OAuth by DELETE',
    create({
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: { OAuthParameters: { ...OAUTH.OAuthParameters, HttpMethod: 'DELETE' } },
    }),
    V,
  ],
  ...['http://localhost/token', 'https://127.0.0.1/token'].map(
    (AuthorizationEndpoint): Refusal => [
      `create: an authorization server at ${AuthorizationEndpoint}`,
      create({
        AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
        AuthParameters: { OAuthParameters: { ...OAUTH.OAuthParameters, AuthorizationEndpoint } },
      }),
      V,
      /AuthorizationEndpoint is not valid/,
    ],
  ),
  [
    'create: OAuth by plain HTTP',
    create({
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: {
        OAuthParameters: { ...OAUTH.OAuthParameters, AuthorizationEndpoint: 'http://example.com/token' },
      },
    }),
    V,
    "Failed to create the connection(s). Parameter AuthorizationEndpoint is not valid. Reason: Endpoint 'http://example.com/token' is invalid, please provide a valid HTTPS endpoint URL.",
  ],
  [
    'create: OAuth without a server',
    create({
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: { OAuthParameters: { ...OAUTH.OAuthParameters, AuthorizationEndpoint: undefined } },
    }),
    V,
  ],
  [
    'create: OAuth without a client',
    create({
      AuthorizationType: 'OAUTH_CLIENT_CREDENTIALS',
      AuthParameters: { OAuthParameters: { ...OAUTH.OAuthParameters, ClientParameters: undefined } },
    }),
    V,
  ],
  [
    'create: a header with a space',
    create({
      AuthParameters: { ...API_KEY, InvocationHttpParameters: { HeaderParameters: [{ Key: 'a b', Value: 'v' }] } },
    }),
    V,
  ],
  [
    'create: 101 headers',
    create({
      AuthParameters: {
        ...API_KEY,
        InvocationHttpParameters: {
          HeaderParameters: Array.from({ length: 101 }, (_, i) => ({ Key: `k${i}`, Value: 'v' })),
        },
      },
    }),
    V,
    /100/,
  ],
  ['create: a long description', create({ Description: long(513) }), V],
  [
    'create: a bad resource configuration',
    create({ InvocationConnectivityParameters: { ResourceParameters: { ResourceConfigurationArn: 'x' } } }),
    V,
  ],
  [
    'create: a private API',
    create({ InvocationConnectivityParameters: { ResourceParameters: { ResourceConfigurationArn: '' } } }),
    V,
  ],
  ['update: an unknown connection', new Update({ Name: 'none', Description: 'd' }), N, noConnection],
  ['update: nothing', new Update({ Name: 'own' }), V, /^Failed to update the connection\(s\)\. At least one of /],
  ['update: the type alone', new Update({ Name: 'own', AuthorizationType: 'API_KEY' }), V],
  [
    'update: another type and a description alone',
    new Update({ Name: 'own', AuthorizationType: 'BASIC', Description: 'd' }),
    V,
    missing('BasicAuthParameters', 'update'),
  ],
  ['update: another type without parameters', new Update({ Name: 'own', AuthorizationType: 'BASIC' }), V],
  ['update: parameters without their type', new Update({ Name: 'own', AuthParameters: BASIC }), V, /At least one of /],
  ['update: an unknown type', new Update({ Name: 'own', AuthorizationType: 'X' as never }), V],
  ['describe: an unknown connection', new Describe({ Name: 'none' }), N, noConnection],
  ['describe: a bad name', new Describe({ Name: '' }), V],
  ['delete: an unknown connection', new Delete({ Name: 'none' }), N, noConnection],
  ['deauthorize: an unknown connection', new Deauthorize({ Name: 'none' }), N, noConnection],
  ['list: an unknown state', new List({ ConnectionState: 'OPEN' as never }), V],
  ['list: a limit of 0', new List({ Limit: 0 }), V],
  ['list: a bad token', new List({ NextToken: '%' }), V],
  ['destination: no name', destination({ Name: undefined }), V],
  ['destination: a long name', destination({ Name: long(65) }), V],
  [
    'destination: a name twice',
    destination({ Name: 'own' }),
    E,
    "Failed to create the api-destination(s). An api-destination with name 'own' already exists.",
  ],
  ['destination: no connection', destination({ ConnectionArn: undefined }), V],
  ['destination: a connection that is no ARN', destination({ ConnectionArn: 'own' }), V],
  [
    'destination: an unknown connection',
    destination({ ConnectionArn: 'arn:aws:events:us-east-1:000000000000:connection/none/1' }),
    N,
    "Failed to create the api-destination(s). Connection 'arn:aws:events:us-east-1:000000000000:connection/none/1' does not exist.",
  ],
  [
    'destination: a connection of another region',
    destination({ ConnectionArn: 'arn:aws:events:us-west-2:000000000000:connection/own/1' }),
    V,
    "Failed to create the api-destination(s). Invalid ARN: 'arn:aws:events:us-west-2:000000000000:connection/own/1'.",
  ],
  [
    'destination: an earlier connection of the name',
    destination({ ConnectionArn: 'arn:aws:events:us-east-1:000000000000:connection/own/1' }),
    N,
  ],
  ['destination: no endpoint', destination({ InvocationEndpoint: undefined }), V],
  [
    'destination: an endpoint that is none',
    destination({ InvocationEndpoint: 'nonsense' }),
    V,
    notHttps('create', 'nonsense'),
  ],
  ...UNREACHABLE.map(
    (InvocationEndpoint): Refusal => [
      `destination: ${InvocationEndpoint}`,
      destination({ InvocationEndpoint }),
      V,
      notHttps('create', InvocationEndpoint),
    ],
  ),
  [
    'destination: plain HTTP',
    destination({ InvocationEndpoint: 'http://example.com' }),
    V,
    notHttps('create', 'http://example.com'),
  ],
  ['destination: FTP', destination({ InvocationEndpoint: 'ftp://example.com' }), V],
  ['destination: a space in the endpoint', destination({ InvocationEndpoint: 'https://example.com/a b' }), V],
  ['destination: a long endpoint', destination({ InvocationEndpoint: `https://example.com/${long(2048)}` }), V],
  ['destination: no method', destination({ HttpMethod: undefined }), V],
  [
    'destination: an unknown method',
    destination({ HttpMethod: 'TRACE' }),
    V,
    /\[HEAD, POST, PATCH, DELETE, PUT, GET, OPTIONS\]/,
  ],
  [
    'destination: a rate of 301',
    destination({ InvocationRateLimitPerSecond: 301 }),
    'LimitExceededException',
    "Failed to create the api-destination(s). Invalid Invocation Rate Limit: Rate specified '301' for 'x' exceeds maximum allowed of '300'.",
  ],
  ['destination: a rate of 0', destination({ InvocationRateLimitPerSecond: 0 }), V],
  ['destination: a long description', destination({ Description: long(513) }), V],
  ['destination update: an unknown one', new UpdateDestination({ Name: 'none' }), N, noDestination('update')],
  [
    'destination update: plain HTTP',
    new UpdateDestination({ Name: 'own', InvocationEndpoint: 'http://example.com' }),
    V,
    notHttps('update', 'http://example.com'),
  ],
  [
    'destination update: an unknown connection',
    new UpdateDestination({ Name: 'own', ConnectionArn: 'arn:aws:events:us-east-1:000000000000:connection/none/1' }),
    N,
  ],
  ['destination update: an unknown method', new UpdateDestination({ Name: 'own', HttpMethod: 'X' as never }), V],
  ['destination describe: an unknown one', new DescribeDestination({ Name: 'none' }), N, noDestination('describe')],
  ['destination delete: an unknown one', new DeleteDestination({ Name: 'none' }), N, noDestination('delete')],
  [
    'destination list: two filters',
    () => new ListDestinations({ NamePrefix: 'o', ConnectionArn: arn }),
    V,
    'Failed to list the api-destination(s). Request failed because only one filter is supported per request, either ConnectionArn or NamePrefix.',
  ],
  ['destination list: a limit of 101', new ListDestinations({ Limit: 101 }), V],
  ['destination list: a connection that is no ARN', new ListDestinations({ ConnectionArn: 'own' }), V],
] satisfies Refusal[]);
