import { CreateRoleCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  CreateActivityCommand,
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DeleteStateMachineVersionCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  ListStateMachinesCommand,
  ListStateMachineVersionsCommand,
  ListTagsForResourceCommand,
  PublishStateMachineVersionCommand,
  SFNClient,
  StartExecutionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { statesWorld } from '../../../../support/states.ts';

let emulator: TestEmulator;
let sfn: SFNClient;
let roleArn = '';
let serial = 0;

const PASS = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
const OTHER = JSON.stringify({ StartAt: 'B', States: { B: { Type: 'Pass', End: true } } });

beforeAll(async () => {
  emulator = await testEmulator();
  sfn = new SFNClient(emulator.client);
  const iam = new IAMClient(emulator.client);
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  };
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: 'machine', AssumeRolePolicyDocument: JSON.stringify(trust) }),
  );
  roleArn = Role?.Arn ?? '';
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  await iam.send(
    new PutRolePolicyCommand({ RoleName: 'machine', PolicyName: 'all', PolicyDocument: JSON.stringify(policy) }),
  );
});
afterAll(() => emulator.stop());

const create = async (more: object = {}): Promise<string> => {
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({ name: `m${++serial}`, definition: PASS, roleArn, ...more }),
  );
  return stateMachineArn ?? '';
};
const version = async (stateMachineArn: string): Promise<string> =>
  (await sfn.send(new PublishStateMachineVersionCommand({ stateMachineArn }))).stateMachineVersionArn ?? '';

describe('state machines', () => {
  it('are created once: the same request again gives the same machine', async () => {
    const request = { name: `m${++serial}`, definition: PASS, roleArn };
    const first = await sfn.send(new CreateStateMachineCommand(request));
    const again = await sfn.send(new CreateStateMachineCommand({ ...request, tags: [{ key: 'ignored', value: 'x' }] }));
    expect(again.stateMachineArn).toBe(first.stateMachineArn);
    expect(again.creationDate).toEqual(first.creationDate);
    await expect(sfn.send(new CreateStateMachineCommand({ ...request, definition: OTHER }))).rejects.toMatchObject({
      name: 'StateMachineAlreadyExists',
    });
  });

  it('have a revision id from their first update on', async () => {
    const stateMachineArn = await create();
    expect((await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).revisionId).toBeUndefined();
    const { revisionId } = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: OTHER }));
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      revisionId,
      definition: OTHER,
      status: 'ACTIVE',
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
      tracingConfiguration: { enabled: false },
    });
  });

  it('are listed by pages, and gone when deleted', async () => {
    const arns = [await create(), await create()];
    const first = await sfn.send(new ListStateMachinesCommand({ maxResults: 1 }));
    expect(first.stateMachines).toHaveLength(1);
    expect(first.nextToken).toBeDefined();
    for (const stateMachineArn of arns) await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn: arns[0] }));
    await expect(sfn.send(new DescribeStateMachineCommand({ stateMachineArn: arns[0] }))).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
  });

  it('bear tags', async () => {
    const resourceArn = await create({ tags: [{ key: 'a', value: '1' }] });
    await sfn.send(new TagResourceCommand({ resourceArn, tags: [{ key: 'b', value: '2' }] }));
    await sfn.send(new UntagResourceCommand({ resourceArn, tagKeys: ['a'] }));
    expect((await sfn.send(new ListTagsForResourceCommand({ resourceArn }))).tags).toEqual([{ key: 'b', value: '2' }]);
  });
});

describe('versions and aliases', () => {
  it('a revision is published once', async () => {
    const stateMachineArn = await create();
    const first = await version(stateMachineArn);
    expect(await version(stateMachineArn)).toBe(first);
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: OTHER }));
    expect(await version(stateMachineArn)).toBe(`${stateMachineArn}:2`);
    const { stateMachineVersions } = await sfn.send(new ListStateMachineVersionsCommand({ stateMachineArn }));
    expect(stateMachineVersions?.map((each) => each.stateMachineVersionArn)).toEqual([`${stateMachineArn}:2`, first]);
  });

  it('an alias draws among its versions by their weights', async () => {
    const stateMachineArn = await create();
    const one = await version(stateMachineArn);
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: OTHER }));
    const two = await version(stateMachineArn);
    const { stateMachineAliasArn = '' } = await sfn.send(
      new CreateStateMachineAliasCommand({
        name: 'live',
        routingConfiguration: [
          { stateMachineVersionArn: one, weight: 50 },
          { stateMachineVersionArn: two, weight: 50 },
        ],
      }),
    );
    const used = new Set<string | undefined>();
    for (let i = 0; i < 20; i++) {
      const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn: stateMachineAliasArn }));
      const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
      expect(execution.stateMachineAliasArn).toBe(stateMachineAliasArn);
      used.add(execution.stateMachineVersionArn);
    }
    expect([...used].sort()).toEqual([one, two]);
    await expect(sfn.send(new DeleteStateMachineVersionCommand({ stateMachineVersionArn: one }))).rejects.toMatchObject(
      {
        name: 'ConflictException',
      },
    );
    expect(await sfn.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }))).toMatchObject({
      name: 'live',
    });
  });
});

describe('refusals', () => {
  const machine = { name: 'n', definition: PASS };
  const none = 'arn:aws:states:us-east-1:000000000000:stateMachine:none';
  it.each([
    ['a name with a space', () => new CreateStateMachineCommand({ ...machine, name: 'a b', roleArn }), 'InvalidName'],
    ['a name with a colon', () => new CreateStateMachineCommand({ ...machine, name: 'a:b', roleArn }), 'InvalidName'],
    ['no JSON', () => new CreateStateMachineCommand({ ...machine, definition: '{', roleArn }), 'InvalidDefinition'],
    [
      'a state that is nowhere',
      () => new CreateStateMachineCommand({ ...machine, definition: PASS.replace('"A"', '"X"'), roleArn }),
      'InvalidDefinition',
    ],
    ['a role that is no ARN', () => new CreateStateMachineCommand({ ...machine, roleArn: 'nonsense' }), 'InvalidArn'],
    [
      'a role that is not there',
      () => new CreateStateMachineCommand({ ...machine, roleArn: `${roleArn}x` }),
      'AccessDeniedException',
    ],
    [
      'logging to nowhere',
      () => new CreateStateMachineCommand({ ...machine, roleArn, loggingConfiguration: { level: 'ALL' } }),
      'InvalidLoggingConfiguration',
    ],
    [
      'a description of no version',
      () => new CreateStateMachineCommand({ ...machine, roleArn, versionDescription: 'd' }),
      'ValidationException',
    ],
    [
      'a key of nobody',
      () =>
        new CreateStateMachineCommand({
          ...machine,
          roleArn,
          encryptionConfiguration: { type: 'CUSTOMER_MANAGED_KMS_KEY' },
        }),
      'InvalidEncryptionConfiguration',
    ],
    [
      'a key that is not there',
      () =>
        new CreateStateMachineCommand({
          ...machine,
          roleArn,
          encryptionConfiguration: {
            type: 'CUSTOMER_MANAGED_KMS_KEY',
            kmsKeyId: '00000000-0000-4000-8000-000000000000',
          },
        }),
      'InvalidEncryptionConfiguration',
    ],
    [
      'an update of nothing',
      async () => new UpdateStateMachineCommand({ stateMachineArn: await create() }),
      'MissingRequiredParameter',
    ],
    [
      'an update of an unknown machine',
      () => new UpdateStateMachineCommand({ stateMachineArn: none, definition: PASS }),
      'StateMachineDoesNotExist',
    ],
    [
      'an unknown machine',
      () => new DescribeStateMachineCommand({ stateMachineArn: none }),
      'StateMachineDoesNotExist',
    ],
    [
      'an ARN of something else',
      () => new DescribeStateMachineCommand({ stateMachineArn: 'arn:aws:states:us-east-1:000000000000:activity:a' }),
      'InvalidArn',
    ],
    ['no ARN', () => new DescribeStateMachineCommand({ stateMachineArn: 'nonsense' }), 'InvalidArn'],
    ['a foreign token', () => new ListStateMachinesCommand({ nextToken: 'nonsense' }), 'InvalidToken'],
    [
      'a version of another revision',
      async () => new PublishStateMachineVersionCommand({ stateMachineArn: await create(), revisionId: 'r' }),
      'ConflictException',
    ],
    [
      'weights that are not 100',
      async () =>
        new CreateStateMachineAliasCommand({
          name: 'a',
          routingConfiguration: [{ stateMachineVersionArn: await version(await create()), weight: 99 }],
        }),
      'ValidationException',
    ],
    [
      'an alias to no version',
      () =>
        new CreateStateMachineAliasCommand({
          name: 'a',
          routingConfiguration: [{ stateMachineVersionArn: `${none}:1`, weight: 100 }],
        }),
      'ResourceNotFound',
    ],
    [
      'an alias named like a version',
      async () =>
        new CreateStateMachineAliasCommand({
          name: '12',
          routingConfiguration: [{ stateMachineVersionArn: await version(await create()), weight: 100 }],
        }),
      'ValidationException',
    ],
    ['an activity with a bad name', () => new CreateActivityCommand({ name: 'a?' }), 'InvalidName'],
    ['tags of nothing', () => new ListTagsForResourceCommand({ resourceArn: none }), 'ResourceNotFound'],
    [
      'a reserved tag',
      async () => new TagResourceCommand({ resourceArn: await create(), tags: [{ key: 'aws:x', value: '' }] }),
      'ValidationException',
    ],
    [
      'an unknown execution',
      () => new DescribeExecutionCommand({ executionArn: none.replace('stateMachine:none', 'execution:none:e') }),
      'ExecutionDoesNotExist',
    ],
  ])('%s', async (_name, command, code) => {
    await expect(sfn.send((await command()) as DescribeExecutionCommand)).rejects.toMatchObject({ name: code });
  });
});

it('a machine that waits for child executions needs a role that may make the rule for it', async () => {
  const world = await statesWorld(emulator);
  const wait = {
    A: {
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution.sync',
      Parameters: { StateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:m' },
      End: true,
    },
  };
  await expect(
    world.machine(wait, { roleArn: await world.role(['states:*', 'events:PutRule']) }),
  ).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringMatching(/is not authorized to create managed-rule\.$/),
  });
  expect(await world.machine(wait, { roleArn: await world.role(['states:*', 'events:*']) })).toMatch(/:stateMachine:/);
});
