import {
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListChangeSetsCommand,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';
import { queue, template } from '../../../../../support/templates.ts';

let stacks: StackDriver;
let serial = 0;

beforeAll(async () => {
  stacks = stackDriver(await testEmulator());
});
afterAll(() => stacks.emulator.stop());

const changeSet = async (input: Partial<CreateChangeSetCommandInput>) => {
  const ChangeSetName = `cs${++serial}`;
  const { Id } = await stacks.client.send(
    new CreateChangeSetCommand({ ChangeSetName, StackName: undefined, ...input } as CreateChangeSetCommandInput),
  );
  return stacks.client.send(new DescribeChangeSetCommand({ ChangeSetName: Id }));
};

it('makes a stack in two steps', async () => {
  const StackName = stacks.name();
  const made = await changeSet({ StackName, ChangeSetType: 'CREATE', TemplateBody: template({ A: queue() }) });
  expect(made).toMatchObject({ Status: 'CREATE_COMPLETE', ExecutionStatus: 'AVAILABLE' });
  expect(made.Changes).toEqual([
    {
      Type: 'Resource',
      ResourceChange: {
        Action: 'Add',
        LogicalResourceId: 'A',
        ResourceType: 'AWS::SQS::Queue',
        Scope: [],
        Details: [],
      },
    },
  ]);
  expect((await stacks.describe(StackName)).StackStatus).toBe('REVIEW_IN_PROGRESS');
  await stacks.client.send(new ExecuteChangeSetCommand({ ChangeSetName: made.ChangeSetId }));
  const stack = await stacks.rest(StackName);
  expect(stack).toMatchObject({ StackStatus: 'CREATE_COMPLETE', ChangeSetId: made.ChangeSetId });
  expect((await stacks.story(StackName)).slice(0, 2)).toEqual([
    `${StackName} REVIEW_IN_PROGRESS User Initiated`,
    `${StackName} CREATE_IN_PROGRESS User Initiated`,
  ]);
  const again = stacks.client.send(new ExecuteChangeSetCommand({ ChangeSetName: made.ChangeSetId }));
  await expect(again).rejects.toMatchObject({ name: 'InvalidChangeSetStatusException' });
});

it('shows what an update would do, and why', async () => {
  const StackName = stacks.name();
  const body = (seconds: number, more: object = {}): string =>
    template(
      {
        Changed: queue({ VisibilityTimeout: { Ref: 'Seconds' } }),
        Replaced: queue(seconds > 10 ? { FifoQueue: true } : {}),
        Follows: {
          Type: 'AWS::Logs::LogGroup',
          Properties: { LogGroupName: { 'Fn::GetAtt': ['Replaced', 'QueueName'] } },
        },
        Same: queue(),
        ...more,
      },
      { Parameters: { Seconds: { Type: 'Number' } } },
    );
  const parameters = (value: string) => [{ ParameterKey: 'Seconds', ParameterValue: value }];
  await stacks.create({ StackName, TemplateBody: body(5, { Gone: queue() }), Parameters: parameters('5') });
  const made = await changeSet({ StackName, TemplateBody: body(20, { New: queue() }), Parameters: parameters('20') });
  const seen = Object.fromEntries(
    (made.Changes ?? []).map(({ ResourceChange: change }) => [
      change?.LogicalResourceId ?? '',
      {
        Action: change?.Action,
        Replacement: change?.Replacement,
        details: change?.Details?.map(({ Target, Evaluation, ChangeSource, CausingEntity }) =>
          [Target?.Name, Target?.RequiresRecreation, Evaluation, ChangeSource, CausingEntity].filter(Boolean).join(' '),
        ),
      },
    ]),
  );
  expect(seen).toEqual({
    Changed: {
      Action: 'Modify',
      Replacement: 'False',
      details: ['VisibilityTimeout Never Static ParameterReference Seconds'],
    },
    Replaced: { Action: 'Modify', Replacement: 'True', details: ['FifoQueue Always Static DirectModification'] },
    Follows: {
      Action: 'Modify',
      Replacement: 'Conditional',
      details: ['LogGroupName Always Dynamic ResourceAttribute Replaced.QueueName'],
    },
    Gone: { Action: 'Remove', details: [] },
    New: { Action: 'Add', details: [] },
  });
  expect((await stacks.describe(StackName)).StackStatus).toBe('CREATE_COMPLETE');
});

it('fails without changes, as tools expect it to', async () => {
  const StackName = stacks.name();
  const TemplateBody = template({ A: queue() });
  await stacks.create({ StackName, TemplateBody });
  const made = await changeSet({ StackName, TemplateBody });
  expect(made).toMatchObject({
    Status: 'FAILED',
    StatusReason:
      "The submitted information didn't contain changes. Submit different information to create a change set.",
    ExecutionStatus: 'UNAVAILABLE',
  });
  await expect(stacks.client.send(new ExecuteChangeSetCommand({ ChangeSetName: made.ChangeSetId }))).rejects.toThrow(
    `ChangeSet [${made.ChangeSetId}] cannot be executed in its current status of [FAILED]`,
  );
});

it('takes a changed output for a change', async () => {
  const StackName = stacks.name();
  await stacks.create({ StackName, TemplateBody: template({ A: queue() }) });
  const TemplateBody = template({ A: queue() }, { Outputs: { O: { Value: 'x' } } });
  const made = await changeSet({ StackName, TemplateBody });
  expect(made).toMatchObject({ Status: 'CREATE_COMPLETE', Changes: [] });
  await stacks.client.send(new ExecuteChangeSetCommand({ ChangeSetName: made.ChangeSetId }));
  expect((await stacks.rest(StackName)).Outputs).toEqual([{ OutputKey: 'O', OutputValue: 'x' }]);
});

it('forgets the others once one is executed, and what is deleted', async () => {
  const StackName = stacks.name();
  await stacks.create({ StackName, TemplateBody: template({ A: queue() }) });
  const TemplateBody = template({ A: queue({ DelaySeconds: 1 }) });
  const [first, second, third] = [
    await changeSet({ StackName, TemplateBody }),
    await changeSet({ StackName, TemplateBody }),
    await changeSet({ StackName, TemplateBody }),
  ];
  const { Summaries = [] } = await stacks.client.send(new ListChangeSetsCommand({ StackName }));
  expect(Summaries.map(({ ChangeSetName }) => ChangeSetName).sort()).toEqual(
    [first, second, third].map(({ ChangeSetName }) => ChangeSetName).sort(),
  );
  await stacks.client.send(new DeleteChangeSetCommand({ ChangeSetName: third?.ChangeSetName, StackName }));
  await stacks.client.send(new DeleteChangeSetCommand({ ChangeSetName: third?.ChangeSetName, StackName }));
  await stacks.client.send(new ExecuteChangeSetCommand({ ChangeSetName: first?.ChangeSetName, StackName }));
  await stacks.rest(StackName);
  const gone = stacks.client.send(new DescribeChangeSetCommand({ ChangeSetName: second?.ChangeSetId }));
  await expect(gone).rejects.toMatchObject({ name: 'ChangeSetNotFoundException' });
});

describe('refuses', () => {
  const TemplateBody = template({ A: queue() });
  it.each<[string, Partial<CreateChangeSetCommandInput>, string, string]>([
    ['an update of nothing', { StackName: 'ghost', TemplateBody }, 'ValidationError', 'Stack [ghost] does not exist'],
    [
      'a broken template',
      { StackName: 'fresh', ChangeSetType: 'CREATE', TemplateBody: '{}' },
      'ValidationError',
      'At least one Resources member must be defined.',
    ],
    [
      'imports of resources',
      { StackName: 'fresh', ChangeSetType: 'IMPORT', TemplateBody },
      'ValidationError',
      'IMPORT',
    ],
    [
      'rollback triggers',
      {
        StackName: 'fresh',
        ChangeSetType: 'CREATE',
        TemplateBody,
        RollbackConfiguration: { RollbackTriggers: [{ Arn: 'a', Type: 'AWS::CloudWatch::Alarm' }] },
      },
      'ValidationError',
      'rollback triggers are not supported',
    ],
  ])('%s', async (_what, input, code, message) => {
    const failure = await changeSet(input).catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: code, message: expect.stringContaining(message) });
  });

  it('to make a stack that is there', async () => {
    const StackName = stacks.name();
    await stacks.create({ StackName, TemplateBody });
    await expect(changeSet({ StackName, ChangeSetType: 'CREATE', TemplateBody })).rejects.toThrow(
      `Stack [${StackName}] already exists and cannot be created again with the changeSet`,
    );
  });

  it('leaves no stack behind where the request was refused', async () => {
    await changeSet({ StackName: 'fresh', ChangeSetType: 'CREATE', TemplateBody: '{}' }).catch(() => undefined);
    await expect(stacks.client.send(new DescribeStacksCommand({ StackName: 'fresh' }))).rejects.toThrow(
      'does not exist',
    );
  });
});

describe('templates', () => {
  it('are given back as they came', async () => {
    const StackName = stacks.name();
    const TemplateBody = 'Resources:\n  A: # a comment\n    Type: AWS::SQS::Queue\n';
    await stacks.create({ StackName, TemplateBody });
    expect((await stacks.client.send(new GetTemplateCommand({ StackName }))).TemplateBody).toBe(TemplateBody);
  });

  it('tell what they need', async () => {
    const TemplateBody = template(
      { R: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r' } }, Q: queue() },
      {
        Description: 'what',
        Parameters: { P: { Type: 'String', Default: 'a', AllowedValues: ['a'], Description: 'p' } },
      },
    );
    const validated = await stacks.client.send(new ValidateTemplateCommand({ TemplateBody }));
    expect(validated).toMatchObject({
      Description: 'what',
      Parameters: [{ ParameterKey: 'P', DefaultValue: 'a', NoEcho: false, Description: 'p' }],
      Capabilities: ['CAPABILITY_NAMED_IAM'],
      CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
    });
    expect(await stacks.client.send(new GetTemplateSummaryCommand({ TemplateBody }))).toMatchObject({
      ResourceTypes: ['AWS::IAM::Role', 'AWS::SQS::Queue'],
      Parameters: [{ ParameterKey: 'P', ParameterType: 'String', ParameterConstraints: { AllowedValues: ['a'] } }],
    });
  });
});
