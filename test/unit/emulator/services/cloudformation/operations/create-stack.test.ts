import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';
import { groupNamed, queue, template } from '../../../../../support/templates.ts';

let stacks: StackDriver;

beforeAll(async () => {
  stacks = stackDriver(await testEmulator());
});
afterAll(() => stacks.emulator.stop());

describe('a stack that is made', () => {
  it('tells each step in the order of its dependencies, and knows what it made', async () => {
    const StackName = stacks.name();
    const TemplateBody = template(
      { Queue: queue(), Group: groupNamed({ 'Fn::GetAtt': ['Queue', 'QueueName'] }) },
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
    const stack = await stacks.create({ StackName: stacks.name(), TemplateBody, Parameters });
    expect(stack.Outputs).toEqual([]);
    expect(await stacks.resources(stack.StackName)).toEqual({ B: 'CREATE_COMPLETE' });
  });

  it('gives its tags to its resources', async () => {
    const TemplateBody = template({ Queue: queue({ Tags: [{ Key: 'own', Value: '1' }] }) });
    const { StackName } = await stacks.create({
      StackName: stacks.name(),
      TemplateBody,
      Tags: [{ Key: 'team', Value: 'a' }],
    });
    const { StackResources: [made] = [] } = await stacks.client.send(new DescribeStackResourcesCommand({ StackName }));
    const tags = await stacks.emulator.aws.call(stacks.caller, 'sqs', 'ListQueueTags', {
      QueueUrl: made?.PhysicalResourceId ?? '',
    });
    expect(tags).toEqual({ Tags: { own: '1', team: 'a' } });
  });

  it('does not show what NoEcho hides', async () => {
    const TemplateBody = template({ Queue: queue() }, { Parameters: { Secret: { Type: 'String', NoEcho: true } } });
    const Parameters = [{ ParameterKey: 'Secret', ParameterValue: 'hush' }];
    const stack = await stacks.create({ StackName: stacks.name(), TemplateBody, Parameters });
    expect(stack.Parameters).toEqual([{ ParameterKey: 'Secret', ParameterValue: '****' }]);
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
      'a type that is not allowed',
      { TemplateBody: body, ResourceTypes: ['AWS::SNS::*'] },
      'ValidationError',
      'Resource type AWS::SQS::Queue is not allowed by parameter ResourceTypes [AWS::SNS::*]',
    ],
    [
      'a network that is not there',
      {
        TemplateBody: template({ Queue: queue() }, { Parameters: { Net: { Type: 'AWS::EC2::VPC::Id' } } }),
        Parameters: [{ ParameterKey: 'Net', ParameterValue: 'vpc-1' }],
      },
      'ValidationError',
      'Parameter validation failed: parameter value vpc-1 for parameter name Net does not exist.',
    ],
    [
      'a name with an underscore',
      { TemplateBody: body, StackName: 'a_b' },
      'ValidationError',
      "Value 'a_b' at 'stackName' failed to satisfy constraint",
    ],
  ])('%s', async (_what, input, code, message) => {
    const failure = await stacks.client
      .send(new CreateStackCommand({ StackName: stacks.name(), ...input }))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: code, message: expect.stringContaining(message) });
  });

  it('names that are taken, and stacks that are not there', async () => {
    const { StackName } = await stacks.create({ StackName: stacks.name(), TemplateBody: body });
    await expect(stacks.client.send(new CreateStackCommand({ StackName, TemplateBody: body }))).rejects.toMatchObject({
      name: 'AlreadyExistsException',
      message: `Stack [${StackName}] already exists`,
    });
    await expect(stacks.client.send(new DescribeStacksCommand({ StackName: 'ghost' }))).rejects.toThrow(
      'Stack with id ghost does not exist',
    );
    await expect(stacks.client.send(new DescribeStackEventsCommand({ StackName: 'ghost' }))).rejects.toThrow(
      'Stack [ghost] does not exist',
    );
    await expect(
      stacks.client.send(new UpdateStackCommand({ StackName: 'ghost', TemplateBody: body })),
    ).rejects.toThrow('Stack [ghost] does not exist');
    await expect(stacks.client.send(new DeleteStackCommand({ StackName: 'ghost' }))).resolves.toBeDefined();
  });
});
