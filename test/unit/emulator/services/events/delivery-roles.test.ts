import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, IAMClient, PutRolePolicyCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { zipSync } from 'fflate';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { type EventsWorld, eventsWorld, until } from '../../../../support/events-world.ts';

let emulator: TestEmulator;
let world: EventsWorld;
let iam: IAMClient;
beforeAll(async () => {
  emulator = await testEmulator();
  world = eventsWorld(emulator);
  iam = new IAMClient(emulator.client);
});
afterAll(() => emulator.stop());

const ALL = { source: [{ prefix: '' }] };
const document = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
const trusting = (service: string) =>
  document({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });
/** A role that a service may take on, allowed one action or none. */
const role = async (service: string, action?: string) => {
  const RoleName = world.name('role');
  const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trusting(service) }));
  if (action) {
    const PolicyDocument = document({ Effect: 'Allow', Action: action, Resource: '*' });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'p', PolicyDocument }));
  }
  return Role?.Arn ?? '';
};
const codeOf = (url: string) =>
  until(async () => (await world.drain(url))[0]?.MessageAttributes?.ERROR_CODE?.StringValue);

describe('state machines', () => {
  const machine = async () => {
    const definition = JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } });
    const { stateMachineArn = '' } = await new SFNClient(emulator.client).send(
      new CreateStateMachineCommand({
        name: world.name('machine'),
        definition,
        roleArn: await role('states.amazonaws.com'),
      }),
    );
    return stateMachineArn;
  };

  it('start with the event under the target’s role', async () => {
    const sfn = new SFNClient(emulator.client);
    const [bus, stateMachineArn] = [await world.bus(), await machine()];
    await world.rule(bus, ALL, {
      Arn: stateMachineArn,
      RoleArn: await role('events.amazonaws.com', 'states:StartExecution'),
      InputPath: '$.detail',
    });
    const [id] = await world.put(bus, { Detail: '{"n":1}' });
    const execution = await until(
      async () => (await sfn.send(new ListExecutionsCommand({ stateMachineArn }))).executions?.[0],
    );
    expect(execution.name).toContain(id);
    const { input } = await sfn.send(new DescribeExecutionCommand({ executionArn: execution.executionArn }));
    expect(input).toBe('{"n":1}');
  });

  it.each([
    ['a role that may not', async () => role('events.amazonaws.com'), 'NO_PERMISSIONS', undefined],
    [
      'a role that trusts another by now',
      async () => role('events.amazonaws.com', 'states:StartExecution'),
      'FAILED_TO_ASSUME_ROLE',
      trusting('lambda.amazonaws.com'),
    ],
  ])('do not start under %s', async (_name, roleOf, code, PolicyDocument) => {
    const [bus, dead] = [await world.bus(), await world.queue()];
    const RoleArn = await roleOf();
    await world.rule(bus, ALL, { Arn: await machine(), RoleArn, DeadLetterConfig: { Arn: dead.arn } });
    const RoleName = RoleArn.split('/')[1];
    if (PolicyDocument) await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
    await world.put(bus, {});
    expect(await codeOf(dead.url)).toBe(code);
  });

  it('that are not there do not start', async () => {
    const [bus, dead] = [await world.bus(), await world.queue()];
    const RoleArn = await role('events.amazonaws.com', 'states:StartExecution');
    const Arn = 'arn:aws:states:us-east-1:000000000000:stateMachine:none';
    await world.rule(bus, ALL, { Arn, RoleArn, DeadLetterConfig: { Arn: dead.arn } });
    await world.put(bus, {});
    expect(await codeOf(dead.url)).toBe('NO_RESOURCE');
  });
});

describe('functions', () => {
  /** Log streams of a function: one an environment, made when it is first invoked. */
  const invocationsOf = async (name: string): Promise<number> => {
    const logs = new CloudWatchLogsClient(emulator.client);
    const { logGroups = [] } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: `/aws/lambda/${name}` }),
    );
    return logGroups.length;
  };

  it('need a permission for the rule', async () => {
    const lambda = new LambdaClient(emulator.client);
    const FunctionName = world.name('function');
    const code = 'exports.handler = async () => {};';
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Role: await role('lambda.amazonaws.com', 'logs:*'),
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipSync({ 'index.js': Buffer.from(code) }) },
      }),
    );
    const [bus, dead] = [await world.bus(), await world.queue()];
    const Arn = `arn:aws:lambda:us-east-1:000000000000:function:${FunctionName}`;
    const SourceArn = await world.rule(bus, ALL, { Arn, DeadLetterConfig: { Arn: dead.arn } });
    await world.put(bus, {});
    expect(await codeOf(dead.url)).toBe('NO_PERMISSIONS');
    await lambda.send(
      new AddPermissionCommand({
        FunctionName,
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
        SourceArn,
      }),
    );
    // While the function is being made ready the delivery waits for its next try.
    const before = await invocationsOf(FunctionName);
    await world.put(bus, {});
    await until(async () => {
      await emulator.clock?.advance(1_000);
      return (await invocationsOf(FunctionName)) > before;
    });
    expect(await world.drain(dead.url)).toEqual([]);
  });
});
