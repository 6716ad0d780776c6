import {
  ApiGatewayV2Client,
  CreateApiCommand,
  CreateAuthorizerCommand,
  CreateIntegrationCommand,
} from '@aws-sdk/client-apigatewayv2';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CreateEndpointCommand,
  CreateEventBusCommand,
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { CreateFunctionCommand, LambdaClient, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { CreateStateMachineCommand, SFNClient, TestStateCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { zipSync } from 'fflate';
import { type TestEmulator, testEmulator } from '../../support/emulator.ts';
import { clientOf, makeRole } from '../../support/roles.ts';

let emulator: TestEmulator;
let api = '';
const CODE = zipSync({ 'index.js': new TextEncoder().encode('exports.handler = async () => 1;') });
const SERVICES = ['apigateway', 'cloudformation', 'events', 'lambda', 'states'].map((name) => `${name}.amazonaws.com`);
const ROLE = 'arn:aws:iam::000000000000:role/worker';
const HERE = 'us-east-1:000000000000';
const definition = JSON.stringify({ StartAt: 'S', States: { S: { Type: 'Succeed' } } });

const functionNamed = (FunctionName: string) =>
  new CreateFunctionCommand({
    FunctionName,
    Role: ROLE,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Code: { ZipFile: CODE },
  });
const machineNamed = (name: string) => new CreateStateMachineCommand({ name, definition, roleArn: ROLE });

beforeAll(async () => {
  emulator = await testEmulator();
  await makeRole(emulator, 'worker', { Service: SERVICES });
  const { client } = emulator;
  const events = new EventBridgeClient(client);
  await events.send(new PutRuleCommand({ Name: 'r', EventPattern: '{"source":["a"]}' }));
  for (const region of ['us-east-1', 'us-west-2'])
    await new EventBridgeClient({ ...client, region }).send(new CreateEventBusCommand({ Name: 'b' }));
  await new LambdaClient(client).send(functionNamed('there'));
  await new SFNClient(client).send(machineNamed('there'));
  const made = await new ApiGatewayV2Client(client).send(new CreateApiCommand({ Name: 'a', ProtocolType: 'HTTP' }));
  api = made.ApiId ?? '';
  // A new function is not there to be changed at once.
  await emulator.clock?.advance(60_000);
});
afterAll(() => emulator.stop());

type Client = TestEmulator['client'];
const URI = `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:${HERE}:function:there/invocations`;

/** Calls that hand a role over, with the service that gets it and the resource that it is for. */
const CALLS: readonly [
  name: string,
  service: string,
  associated: () => string,
  call: (client: Client) => Promise<unknown>,
][] = [
  [
    'CreateFunction',
    'lambda',
    () => `arn:aws:lambda:${HERE}:function:made`,
    (client) => new LambdaClient(client).send(functionNamed('made')),
  ],
  [
    'UpdateFunctionConfiguration',
    'lambda',
    () => `arn:aws:lambda:${HERE}:function:there`,
    (client) =>
      new LambdaClient(client).send(new UpdateFunctionConfigurationCommand({ FunctionName: 'there', Role: ROLE })),
  ],
  [
    'CreateStateMachine',
    'states',
    () => `arn:aws:states:${HERE}:stateMachine:made`,
    (client) => new SFNClient(client).send(machineNamed('made')),
  ],
  [
    'UpdateStateMachine',
    'states',
    () => `arn:aws:states:${HERE}:stateMachine:there`,
    (client) =>
      new SFNClient(client).send(
        new UpdateStateMachineCommand({ stateMachineArn: `arn:aws:states:${HERE}:stateMachine:there`, roleArn: ROLE }),
      ),
  ],
  [
    'PutRule',
    'events',
    () => `arn:aws:events:${HERE}:rule/made`,
    (client) =>
      new EventBridgeClient(client).send(
        new PutRuleCommand({ Name: 'made', EventPattern: '{"source":["a"]}', RoleArn: ROLE }),
      ),
  ],
  [
    'PutTargets',
    'events',
    () => `arn:aws:events:${HERE}:rule/r`,
    (client) =>
      new EventBridgeClient(client).send(
        new PutTargetsCommand({
          Rule: 'r',
          Targets: [{ Id: 't', Arn: `arn:aws:states:${HERE}:stateMachine:there`, RoleArn: ROLE }],
        }),
      ),
  ],
  [
    'CreateEndpoint',
    'events',
    () => `arn:aws:events:${HERE}:endpoint/made`,
    (client) =>
      new EventBridgeClient(client).send(
        new CreateEndpointCommand({
          Name: 'made',
          RoutingConfig: {
            FailoverConfig: {
              Primary: { HealthCheck: 'arn:aws:route53:::healthcheck/h' },
              Secondary: { Route: 'us-west-2' },
            },
          },
          EventBuses: ['us-east-1', 'us-west-2'].map((region) => ({
            EventBusArn: `arn:aws:events:${region}:000000000000:event-bus/b`,
          })),
          RoleArn: ROLE,
        }),
      ),
  ],
  [
    'CreateStack',
    'cloudformation',
    () => `arn:aws:cloudformation:${HERE}:stack/made/*`,
    (client) =>
      new CloudFormationClient(client).send(
        new CreateStackCommand({
          StackName: 'made',
          TemplateBody: JSON.stringify({ Resources: { Q: { Type: 'AWS::SQS::Queue' } } }),
          RoleARN: ROLE,
        }),
      ),
  ],
  [
    'CreateIntegration',
    'apigateway',
    () => `arn:aws:apigateway:us-east-1::/apis/${api}/integrations`,
    (client) =>
      new ApiGatewayV2Client(client).send(
        new CreateIntegrationCommand({
          ApiId: api,
          IntegrationType: 'AWS_PROXY',
          PayloadFormatVersion: '2.0',
          IntegrationUri: URI,
          CredentialsArn: ROLE,
        }),
      ),
  ],
  [
    'CreateAuthorizer',
    'apigateway',
    () => `arn:aws:apigateway:us-east-1::/apis/${api}/authorizers`,
    (client) =>
      new ApiGatewayV2Client(client).send(
        new CreateAuthorizerCommand({
          ApiId: api,
          Name: 'made',
          AuthorizerType: 'REQUEST',
          AuthorizerPayloadFormatVersion: '2.0',
          AuthorizerUri: URI,
          AuthorizerCredentialsArn: ROLE,
          IdentitySource: ['$request.header.Authorization'],
        }),
      ),
  ],
];

let serial = 0;
const whoMay = (...passing: object[]): Promise<Client> =>
  clientOf(emulator, `caller-${++serial}`, [
    { Action: ['apigateway:*', 'cloudformation:*', 'events:*', 'lambda:*', 'states:*'] },
    ...passing.map((statement) => ({ Action: 'iam:PassRole', Resource: ROLE, ...statement })),
  ]);
const to = (...services: string[]) => ({
  Condition: { StringEquals: { 'iam:PassedToService': services.map((name) => `${name}.amazonaws.com`) } },
});
const DENIED = expect.stringMatching(
  /^User: \S+ is not authorized to perform: iam:PassRole on resource: arn:aws:iam::000000000000:role\/worker /,
);

describe.each(CALLS)('%s', (_name, service, associated, call) => {
  it('is refused to who may pass no role', async () => {
    await expect(call(await whoMay())).rejects.toMatchObject({ message: DENIED });
  });

  it('is refused to who may pass the role to every other service', async () => {
    const others = ['apigateway', 'cloudformation', 'events', 'lambda', 'states', 'ec2'].filter(
      (name) => name !== service,
    );
    await expect(call(await whoMay(to(...others)))).rejects.toMatchObject({ message: DENIED });
  });

  it('is refused where the service is denied', async () => {
    await expect(call(await whoMay({}, { Effect: 'Deny', ...to(service) }))).rejects.toMatchObject({ message: DENIED });
  });

  it('is refused where the role is for another resource', async () => {
    const client = await whoMay({ Condition: { ArnEquals: { 'iam:AssociatedResourceArn': `${associated()}x` } } });
    await expect(call(client)).rejects.toMatchObject({ message: DENIED });
  });

  it('is granted for its service and its resource', async () => {
    const client = await whoMay({
      Condition: { ...to(service).Condition, ArnLike: { 'iam:AssociatedResourceArn': associated() } },
    });
    await expect(call(client)).resolves.toBeDefined();
  });
});

describe('TestState', () => {
  const task = JSON.stringify({
    Type: 'Task',
    Resource: 'arn:aws:states:::sqs:sendMessage',
    Arguments: {},
    End: true,
    QueryLanguage: 'JSONata',
  });
  it.each([
    ['to another service', to('lambda')],
    ['for a resource that there is not', { Condition: { ArnLike: { 'iam:AssociatedResourceArn': '*' } } }],
  ])('is refused to who may pass the role %s', async (_name, passing) => {
    const sfn = new SFNClient({ ...(await whoMay(passing)), disableHostPrefix: true });
    await expect(sfn.send(new TestStateCommand({ definition: task, roleArn: ROLE }))).rejects.toMatchObject({
      message: DENIED,
    });
  });
});
