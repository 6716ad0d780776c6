import {
  type Capability,
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type TestEmulator, testEmulator } from '../../../../support/emulator.ts';
import { stackDriver } from '../../../../support/stack-driver.ts';

let emulator: TestEmulator;
let client: CloudFormationClient;
let sqs: SQSClient;
let stacks: ReturnType<typeof stackDriver>;
let serial = 0;

beforeAll(async () => {
  emulator = await testEmulator();
  client = new CloudFormationClient(emulator.client);
  sqs = new SQSClient(emulator.client);
  stacks = stackDriver(emulator, client);
});
afterAll(() => emulator.stop());

const name = (): string => `stack${++serial}`;
const template = (Resources: object, more: object = {}): string => JSON.stringify({ Resources, ...more });
const queue = (Properties: object = {}, more: object = {}) => ({ Type: 'AWS::SQS::Queue', Properties, ...more });
const parameter = (Value: unknown) => ({ Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: Value } });

describe('a stack that is made', () => {
  it('tells each step in the order of its dependencies, and knows what it made', async () => {
    const StackName = name();
    const TemplateBody = template(
      { Queue: queue(), Group: parameter({ 'Fn::GetAtt': ['Queue', 'QueueName'] }) },
      { Outputs: { Arn: { Value: { 'Fn::GetAtt': ['Queue', 'Arn'] } } } },
    );
    const stack = await stacks.create({ StackName, TemplateBody });
    expect(stack.StackStatus).toBe('CREATE_COMPLETE');
    const [made] = stack.Outputs ?? [];
    expect(made?.OutputValue).toMatch(
      new RegExp(`^arn:aws:sqs:us-east-1:000000000000:${StackName}-Queue-[A-Za-z0-9]{12}$`),
    );
    expect(await stacks.story(StackName)).toEqual([
      `${StackName} CREATE_IN_PROGRESS User Initiated`,
      'Queue CREATE_IN_PROGRESS',
      'Queue CREATE_IN_PROGRESS Resource creation Initiated',
      'Queue CREATE_COMPLETE',
      'Group CREATE_IN_PROGRESS',
      'Group CREATE_IN_PROGRESS Resource creation Initiated',
      'Group CREATE_COMPLETE',
      `${StackName} CREATE_COMPLETE`,
    ]);
  });

  it('leaves out what its conditions leave out', async () => {
    const TemplateBody = template(
      {
        A: queue({}, { Condition: 'Prod' }),
        B: queue({ VisibilityTimeout: { 'Fn::If': ['Prod', 10, { Ref: 'AWS::NoValue' }] } }),
      },
      {
        Parameters: { Stage: { Type: 'String' } },
        Conditions: { Prod: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] } },
        Outputs: { A: { Condition: 'Prod', Value: 'a' } },
      },
    );
    const Parameters = [{ ParameterKey: 'Stage', ParameterValue: 'dev' }];
    const stack = await stacks.create({ StackName: name(), TemplateBody, Parameters });
    expect(stack.Outputs).toEqual([]);
    expect(await stacks.resources(stack.StackName)).toEqual({ B: 'CREATE_COMPLETE' });
  });

  it('gives its tags to its resources', async () => {
    const TemplateBody = template({ Queue: queue({ Tags: [{ Key: 'own', Value: '1' }] }) });
    const { StackName } = await stacks.create({ StackName: name(), TemplateBody, Tags: [{ Key: 'team', Value: 'a' }] });
    const { StackResources: [made] = [] } = await client.send(new DescribeStackResourcesCommand({ StackName }));
    const tags = await emulator.aws.call(stacks.caller, 'sqs', 'ListQueueTags', {
      QueueUrl: made?.PhysicalResourceId ?? '',
    });
    expect(tags).toEqual({ Tags: { own: '1', team: 'a' } });
  });

  it('does not show what NoEcho hides', async () => {
    const TemplateBody = template({ Queue: queue() }, { Parameters: { Secret: { Type: 'String', NoEcho: true } } });
    const Parameters = [{ ParameterKey: 'Secret', ParameterValue: 'hush' }];
    const stack = await stacks.create({ StackName: name(), TemplateBody, Parameters });
    expect(stack.Parameters).toEqual([{ ParameterKey: 'Secret', ParameterValue: '****' }]);
  });
});

describe('a stack that cannot be made', () => {
  it('takes back what it had, and says why', async () => {
    const StackName = name();
    const Bad = queue({ VisibilityTimeout: 99999 }, { DependsOn: 'Good' });
    const stack = await stacks.create({ StackName, TemplateBody: template({ Good: queue(), Bad }) });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stacks.story(StackName)).slice(-6)).toEqual([
      'Bad CREATE_IN_PROGRESS',
      'Bad CREATE_FAILED Properties validation failed for resource Bad with message:\n#/VisibilityTimeout: failed validation constraint for keyword [maximum]',
      `${StackName} ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad]. Rollback requested by user.`,
      'Good DELETE_IN_PROGRESS',
      'Good DELETE_COMPLETE',
      `${StackName} ROLLBACK_COMPLETE`,
    ]);
    expect(await stacks.resources(StackName)).toEqual({ Bad: 'CREATE_FAILED', Good: 'DELETE_COMPLETE' });
    const update = new UpdateStackCommand({ StackName, TemplateBody: template({ Good: queue() }) });
    await expect(client.send(update)).rejects.toThrow(
      `Stack:${stack.StackId} is in ROLLBACK_COMPLETE state and can not be updated.`,
    );
  });

  it.each<['DELETE' | 'DO_NOTHING', string, object]>([
    ['DO_NOTHING', 'CREATE_FAILED', { Bad: 'CREATE_FAILED', Good: 'CREATE_COMPLETE' }],
    ['DELETE', 'DELETE_COMPLETE', { Bad: 'CREATE_FAILED', Good: 'DELETE_COMPLETE' }],
  ])('does as OnFailure says: %s', async (OnFailure, status, resources) => {
    const TemplateBody = template({ Good: queue(), Bad: queue({ Foo: 1 }, { DependsOn: 'Good' }) });
    const stack = await stacks.create({ StackName: name(), TemplateBody, OnFailure });
    expect(stack.StackStatus).toBe(status);
    expect(await stacks.resources(stack.StackId ?? '')).toEqual(resources);
  });

  it.each<[string, object, string]>([
    [
      'a name that is taken',
      queue({ QueueName: 'taken' }),
      "Resource handler returned message: \"Resource of type 'AWS::SQS::Queue' with identifier",
    ],
    [
      'a refusal of the service',
      queue({ QueueName: 'a b' }),
      'Resource handler returned message: "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length (Service: Sqs, Status Code: 400',
    ],
    [
      'a type that this emulator lacks',
      { Type: 'AWS::EC2::Instance' },
      'Resource type AWS::EC2::Instance is not supported by this emulator',
    ],
    ['an import of nothing', queue({ QueueName: { 'Fn::ImportValue': 'nothing' } }), 'No export named nothing found.'],
  ])('%s', async (_what, resource, reason) => {
    await sqs.send(new CreateQueueCommand({ QueueName: 'taken' }));
    const StackName = name();
    await stacks.create({ StackName, TemplateBody: template({ Bad: resource }) });
    expect((await stacks.story(StackName)).join('\n')).toContain(reason);
  });

  it('fails where a role may not do what the template asks for', async () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'cloudformation.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    };
    const Role = { Type: 'AWS::IAM::Role', Properties: { RoleName: 'weak', AssumeRolePolicyDocument: trust } };
    const Capabilities: Capability[] = ['CAPABILITY_NAMED_IAM'];
    await stacks.create({ StackName: name(), TemplateBody: template({ Role }), Capabilities });
    const StackName = name();
    const RoleARN = 'arn:aws:iam::000000000000:role/weak';
    await stacks.create({ StackName, TemplateBody: template({ Queue: queue() }), RoleARN });
    expect((await stacks.story(StackName))[2]).toMatch(
      /^Queue CREATE_FAILED Resource handler returned message: "User: arn:aws:sts::000000000000:assumed-role\/weak\/AWSCloudFormation is not authorized to perform: sqs:GetQueueUrl .*HandlerErrorCode: AccessDenied\)$/,
    );
  });
});

describe('requests that are refused at once', () => {
  const body = template({ Queue: queue() });
  it.each<[string, Partial<ConstructorParameters<typeof CreateStackCommand>[0]>, string, string]>([
    ['no template', {}, 'ValidationError', 'Either Template URL or Template Body must be specified.'],
    [
      'a template nowhere',
      { TemplateURL: 'https://example.com/a' },
      'ValidationError',
      'TemplateURL must be a supported URL.',
    ],
    [
      'a template that is not there',
      { TemplateURL: 'https://s3.amazonaws.com/nothing-here/a' },
      'ValidationError',
      'S3 error: The specified bucket does not exist',
    ],
    ['a broken template', { TemplateBody: '{' }, 'ValidationError', 'Template format error: JSON not well-formed.'],
    [
      'an unknown parameter',
      { TemplateBody: body, Parameters: [{ ParameterKey: 'X', ParameterValue: '1' }] },
      'ValidationError',
      'Parameters: [X] do not exist in the template',
    ],
    [
      'a previous value of nothing',
      { TemplateBody: body, Parameters: [{ ParameterKey: 'X', UsePreviousValue: true }] },
      'ValidationError',
      'Invalid input for parameter key X. Cannot specify usePreviousValue as true for a parameter key not in the previous template',
    ],
    [
      'missing capabilities',
      {
        TemplateBody: template({ R: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'x' } } }),
        Capabilities: ['CAPABILITY_IAM'],
      },
      'InsufficientCapabilitiesException',
      'Requires capabilities : [CAPABILITY_NAMED_IAM]',
    ],
    [
      'a role that is not there',
      { TemplateBody: body, RoleARN: 'arn:aws:iam::000000000000:role/nobody' },
      'ValidationError',
      'Role arn:aws:iam::000000000000:role/nobody is invalid or cannot be assumed',
    ],
    [
      'both ways to fail',
      { TemplateBody: body, OnFailure: 'DELETE', DisableRollback: true },
      'ValidationError',
      'Specify either DisableRollback or OnFailure, but not both.',
    ],
    [
      'tags of AWS',
      { TemplateBody: body, Tags: [{ Key: 'aws:x', Value: '1' }] },
      'ValidationError',
      'aws: prefixed tag key names are not allowed for external use.',
    ],
    [
      'a name with an underscore',
      { TemplateBody: body, StackName: 'a_b' },
      'ValidationError',
      "Value 'a_b' at 'stackName' failed to satisfy constraint",
    ],
  ])('%s', async (_what, input, code, message) => {
    const failure = await client
      .send(new CreateStackCommand({ StackName: name(), ...input }))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: code, message: expect.stringContaining(message) });
  });

  it('names that are taken, and stacks that are not there', async () => {
    const { StackName } = await stacks.create({ StackName: name(), TemplateBody: body });
    await expect(client.send(new CreateStackCommand({ StackName, TemplateBody: body }))).rejects.toMatchObject({
      name: 'AlreadyExistsException',
      message: `Stack [${StackName}] already exists`,
    });
    await expect(client.send(new DescribeStacksCommand({ StackName: 'ghost' }))).rejects.toThrow(
      'Stack with id ghost does not exist',
    );
    await expect(client.send(new DescribeStackEventsCommand({ StackName: 'ghost' }))).rejects.toThrow(
      'Stack [ghost] does not exist',
    );
    await expect(client.send(new UpdateStackCommand({ StackName: 'ghost', TemplateBody: body }))).rejects.toThrow(
      'Stack [ghost] does not exist',
    );
    await expect(client.send(new DeleteStackCommand({ StackName: 'ghost' }))).resolves.toBeDefined();
  });
});

describe('a stack that is changed', () => {
  const both = (first: object, second: object = {}): string =>
    template({
      First: queue(first),
      Second: queue(second),
      Group: parameter({ 'Fn::GetAtt': ['First', 'QueueName'] }),
    });

  it('touches only what differs', async () => {
    const StackName = name();
    await stacks.create({ StackName, TemplateBody: both({}) });
    await stacks.update({ StackName, TemplateBody: both({ VisibilityTimeout: '70' }) });
    expect((await stacks.story(StackName)).slice(-5)).toEqual([
      `${StackName} UPDATE_IN_PROGRESS User Initiated`,
      'First UPDATE_IN_PROGRESS',
      'First UPDATE_COMPLETE',
      `${StackName} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS`,
      `${StackName} UPDATE_COMPLETE`,
    ]);
    const same = new UpdateStackCommand({ StackName, TemplateBody: both({ VisibilityTimeout: 70 }) });
    await expect(client.send(same)).rejects.toThrow('No updates are to be performed.');
  });

  it('replaces what cannot be changed, then what depends on it, then deletes the old', async () => {
    const StackName = name();
    await stacks.create({ StackName, TemplateBody: both({}) });
    await stacks.update({ StackName, TemplateBody: both({ FifoQueue: true }) });
    expect((await stacks.story(StackName)).slice(-12)).toEqual([
      'First UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
      'First UPDATE_IN_PROGRESS Resource creation Initiated',
      'First UPDATE_COMPLETE',
      'Group UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
      'Group UPDATE_IN_PROGRESS Resource creation Initiated',
      'Group UPDATE_COMPLETE',
      `${StackName} UPDATE_COMPLETE_CLEANUP_IN_PROGRESS`,
      'Group DELETE_IN_PROGRESS',
      'Group DELETE_COMPLETE',
      'First DELETE_IN_PROGRESS',
      'First DELETE_COMPLETE',
      `${StackName} UPDATE_COMPLETE`,
    ]);
  });

  it('goes back to what it was where something fails', async () => {
    const StackName = name();
    await stacks.create({ StackName, TemplateBody: template({ A: queue({ VisibilityTimeout: 10 }), Old: queue() }) });
    const [url] = await stacks.physicalIds(StackName, 'A');
    const A = queue({ VisibilityTimeout: 20 });
    const Bad = queue({ Foo: 1 }, { DependsOn: ['A', 'New'] });
    await stacks.update({ StackName, TemplateBody: template({ A, New: queue(), Bad }) });
    expect((await stacks.story(StackName)).slice(-8)).toEqual([
      'Bad CREATE_FAILED Properties validation failed for resource Bad with message:\n#: extraneous key [Foo] is not permitted',
      `${StackName} UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad]. `,
      'A UPDATE_IN_PROGRESS',
      'A UPDATE_COMPLETE',
      `${StackName} UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS`,
      'New DELETE_IN_PROGRESS',
      'New DELETE_COMPLETE',
      `${StackName} UPDATE_ROLLBACK_COMPLETE`,
    ]);
    expect(await stacks.resources(StackName)).toEqual({ A: 'UPDATE_COMPLETE', Old: 'CREATE_COMPLETE' });
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }));
    expect(Attributes?.VisibilityTimeout).toBe('10');
  });

  it('brings back the old one where a replacement was made in vain', async () => {
    const StackName = name();
    await stacks.create({ StackName, TemplateBody: template({ A: queue() }) });
    const before = await stacks.physicalIds(StackName, 'A');
    const Bad = queue({ Foo: 1 }, { DependsOn: 'A' });
    await stacks.update({ StackName, TemplateBody: template({ A: queue({ FifoQueue: true }), Bad }) });
    expect(await stacks.physicalIds(StackName, 'A')).toEqual(before);
    expect(await stacks.queueCount(StackName)).toBe(1);
  });

  it.each<[string, object, object, string]>([
    [
      'a name of its own',
      queue({ QueueName: 'named' }),
      queue({ QueueName: 'named', FifoQueue: true }),
      'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename named and update the stack again.',
    ],
    ['an unknown property', queue(), queue({ Nonsense: 1 }), '#: extraneous key [Nonsense] is not permitted'],
  ])('fails over %s', async (_what, before, after, reason) => {
    const StackName = name();
    await stacks.create({ StackName, TemplateBody: template({ Queue: before }) });
    const stack = await stacks.update({ StackName, TemplateBody: template({ Queue: after }) });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await stacks.story(StackName)).join('\n')).toContain(reason);
  });

  it('refuses to make another type of a resource', async () => {
    const StackName = name();
    await stacks.create({ StackName, TemplateBody: template({ Thing: queue() }) });
    const TemplateBody = template({ Thing: { Type: 'AWS::SNS::Topic' } });
    await expect(client.send(new UpdateStackCommand({ StackName, TemplateBody }))).rejects.toThrow(
      'Update of resource type is not permitted. The new template modifies resource type of the following resources: [Thing]',
    );
  });

  it('uses the template and the values it had', async () => {
    const StackName = name();
    const TemplateBody = template(
      { Queue: queue({ VisibilityTimeout: { Ref: 'Seconds' }, DelaySeconds: { Ref: 'Delay' } }) },
      { Parameters: { Seconds: { Type: 'Number' }, Delay: { Type: 'Number', Default: 1 } } },
    );
    await stacks.create({ StackName, TemplateBody, Parameters: [{ ParameterKey: 'Seconds', ParameterValue: '5' }] });
    const Parameters = [
      { ParameterKey: 'Seconds', UsePreviousValue: true },
      { ParameterKey: 'Delay', ParameterValue: '2' },
    ];
    const stack = await stacks.update({ StackName, UsePreviousTemplate: true, Parameters });
    expect(stack.Parameters).toEqual([
      { ParameterKey: 'Seconds', ParameterValue: '5' },
      { ParameterKey: 'Delay', ParameterValue: '2' },
    ]);
  });
});

describe('a stack that is deleted', () => {
  it('deletes in the opposite order, keeps what is retained, and is remembered by its ARN', async () => {
    const StackName = name();
    const TemplateBody = template({
      Kept: queue({}, { DeletionPolicy: 'Retain' }),
      Queue: queue(),
      Group: parameter({ 'Fn::GetAtt': ['Queue', 'QueueName'] }),
    });
    const { StackId = '' } = await stacks.create({ StackName, TemplateBody });
    await stacks.remove(StackName);
    await expect(client.send(new DescribeStacksCommand({ StackName }))).rejects.toThrow('does not exist');
    const story = await stacks.story(StackId);
    expect(story.slice(-4)).toEqual([
      'Group DELETE_COMPLETE',
      'Queue DELETE_IN_PROGRESS',
      'Queue DELETE_COMPLETE',
      `${StackName} DELETE_COMPLETE`,
    ]);
    expect(story).toContain('Kept DELETE_SKIPPED');
    expect(await stacks.queueCount(StackName)).toBe(1);
  });

  it('stays where something cannot be deleted, and goes where that is retained', async () => {
    const StackName = name();
    const { StackId } = await stacks.create({
      StackName,
      TemplateBody: template({ Bucket: { Type: 'AWS::S3::Bucket' } }),
    });
    const [Bucket] = await stacks.physicalIds(StackName, 'Bucket');
    await emulator.aws.call(stacks.caller, 's3', 'PutObject', { Bucket, Key: 'a', Body: new Uint8Array(1) });
    await stacks.remove(StackName);
    expect((await stacks.story(StackName)).slice(-2)).toEqual([
      expect.stringContaining(
        'Bucket DELETE_FAILED Resource handler returned message: "The bucket you tried to delete is not empty',
      ),
      `${StackName} DELETE_FAILED The following resource(s) failed to delete: [Bucket]. `,
    ]);
    await stacks.remove(StackName, { RetainResources: ['Bucket'] });
    expect((await stacks.describe(StackId ?? '')).StackStatus).toBe('DELETE_COMPLETE');
  });

  it('is protected', async () => {
    const StackName = name();
    await stacks.create({ StackName, TemplateBody: template({ Queue: queue() }), EnableTerminationProtection: true });
    await expect(client.send(new DeleteStackCommand({ StackName }))).rejects.toThrow(
      `Stack [${StackName}] cannot be deleted while TerminationProtection is enabled`,
    );
  });
});

describe('a stack policy', () => {
  it('holds back what it denies', async () => {
    const StackName = name();
    const deny = { Effect: 'Deny', Action: 'Update:*', Principal: '*', Resource: 'LogicalResourceId/Queue' };
    const allow = { Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' };
    const StackPolicyBody = JSON.stringify({ Statement: [deny, allow] });
    await stacks.create({ StackName, TemplateBody: template({ Queue: queue() }), StackPolicyBody });
    const stack = await stacks.update({ StackName, TemplateBody: template({ Queue: queue({ DelaySeconds: 1 }) }) });
    expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await stacks.story(StackName)).join('\n')).toContain(
      'Action denied by stack policy: Statement [#1] does not allow [Update:Modify] for resource [Queue]',
    );
    const during = JSON.stringify({ Statement: [allow] });
    const body = template({ Queue: queue({ DelaySeconds: 1 }) });
    const again = await stacks.update({ StackName, TemplateBody: body, StackPolicyDuringUpdateBody: during });
    expect(again.StackStatus).toBe('UPDATE_COMPLETE');
  });
});
