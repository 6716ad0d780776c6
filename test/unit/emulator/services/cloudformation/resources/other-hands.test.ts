// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';

/** Resources whose making is in the hands of others: functions, topics, other stacks, stores of values. */
let stacks: StackDriver;
const call = (
  service: 'sqs' | 'sns' | 's3' | 'ssm' | 'events' | 'secretsmanager' | 'logs',
  operation: string,
  input: object,
) => stacks.emulator.aws.call<Record<string, unknown>>(stacks.caller, service, operation, input);

beforeAll(async () => {
  stacks = stackDriver(await testEmulator({ realTime: true }));
});
afterAll(() => stacks.emulator.stop());

const att = (logicalId: string, attribute: string) => ({ 'Fn::GetAtt': [logicalId, attribute] });
const allow = (more: object) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...more }] });
const template = (Resources: object, Outputs: object = {}): string => JSON.stringify({ Resources, Outputs });

/** A provider in the way of AWS's examples: it answers to ResponseURL with a PUT. */
const PROVIDER = `
exports.handler = async (event) => {
  const { RequestType, ResponseURL, StackId, RequestId, LogicalResourceId, PhysicalResourceId, ResourceProperties: p } = event;
  const body = {
    StackId, RequestId, LogicalResourceId,
    Status: p.Fail === RequestType ? 'FAILED' : 'SUCCESS',
    Reason: 'because',
    PhysicalResourceId: p.Id ?? PhysicalResourceId ?? 'made-up',
    Data: { Size: p.Size, Type: typeof p.Size, Request: RequestType },
  };
  await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify(body) });
};`;

const provider = {
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: allow({ Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }),
    },
  },
  Provider: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Code: { ZipFile: PROVIDER },
      Handler: 'index.handler',
      Runtime: 'nodejs24.x',
      Role: att('Role', 'Arn'),
    },
  },
};
const custom = (Properties: object) =>
  template(
    {
      ...provider,
      Thing: { Type: 'Custom::Thing', Properties: { ServiceToken: att('Provider', 'Arn'), ...Properties } },
    },
    { Id: { Value: { Ref: 'Thing' } }, Data: { Value: { 'Fn::Sub': '${Thing.Size} ${Thing.Type} ${Thing.Request}' } } },
  );
const Capabilities = ['CAPABILITY_IAM' as const];
const outputs = async (StackName: string): Promise<Record<string, string>> => {
  const { Outputs = [] } = await stacks.describe(StackName);
  return Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
};

describe('a custom resource', () => {
  it('is made, changed, replaced and deleted by its function', async () => {
    await stacks.create({ StackName: 'custom', TemplateBody: custom({ Size: 5 }), Capabilities });
    expect(await outputs('custom')).toEqual({ Id: 'made-up', Data: '5 string Create' });
    await stacks.update({ StackName: 'custom', TemplateBody: custom({ Size: 6 }), Capabilities });
    expect(await outputs('custom')).toEqual({ Id: 'made-up', Data: '6 string Update' });
    await stacks.update({ StackName: 'custom', TemplateBody: custom({ Size: 6, Id: 'other' }), Capabilities });
    expect((await outputs('custom')).Id).toBe('other');
    expect((await stacks.story('custom')).slice(-4)).toEqual([
      'custom UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Thing DELETE_IN_PROGRESS',
      'Thing DELETE_COMPLETE',
      'custom UPDATE_COMPLETE',
    ]);
    expect((await stacks.remove('custom')).StackStatus).toBe('DELETE_COMPLETE');
  });

  it('fails as its function says', async () => {
    const stack = await stacks.create({
      StackName: 'failing',
      TemplateBody: custom({ Size: 1, Fail: 'Create' }),
      Capabilities,
    });
    expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
    expect((await stacks.story('failing')).join('\n')).toMatch(
      /Thing CREATE_FAILED Received response status \[FAILED\] from custom resource\. Message returned: because \(RequestId: /,
    );
  });

  it('fails where nobody answers', async () => {
    const mute = { ...provider.Provider.Properties, Code: { ZipFile: 'exports.handler = async () => {};' } };
    const TemplateBody = template({
      Role: provider.Role,
      Mute: { Type: 'AWS::Lambda::Function', Properties: mute },
      Thing: {
        Type: 'AWS::CloudFormation::CustomResource',
        Properties: { ServiceToken: att('Mute', 'Arn'), ServiceTimeout: 1 },
      },
    });
    await stacks.create({ StackName: 'mute', TemplateBody, Capabilities, OnFailure: 'DO_NOTHING' });
    expect((await stacks.story('mute')).join('\n')).toContain(
      'CloudFormation did not receive a response from your Custom Resource.',
    );
  });

  it.each([
    ['POST', '{}', 405],
    ['PUT', 'no JSON', 400],
  ])('takes nothing but answers: %s %s', async (method, body, status) => {
    const open = template({ Handle: { Type: 'AWS::CloudFormation::WaitConditionHandle' } });
    await stacks.create({ StackName: `handle${status}`, TemplateBody: open });
    const [url = ''] = await stacks.physicalIds(`handle${status}`, 'Handle');
    expect((await fetch(url, { method, body })).status).toBe(status);
    expect((await fetch(`${url}x`, { method, body })).status).toBe(403);
  });
});

describe('a nested stack', () => {
  const child = (seconds: unknown): string =>
    JSON.stringify({
      Parameters: { Seconds: { Type: 'Number' }, Names: { Type: 'CommaDelimitedList', Default: '' } },
      Resources: { Queue: { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: seconds } } },
      Outputs: { Name: { Value: att('Queue', 'QueueName') } },
    });
  const parent = (key: string, seconds: number): string =>
    template(
      {
        Child: {
          Type: 'AWS::CloudFormation::Stack',
          Properties: {
            TemplateURL: `https://templates-of-mine.s3.us-east-1.amazonaws.com/${key}`,
            Parameters: { Seconds: seconds, Names: ['a', 'b'] },
          },
        },
      },
      { Name: { Value: att('Child', 'Outputs.Name') } },
    );

  it('gives its outputs, follows its parent, and takes it down with it', async () => {
    await call('s3', 'CreateBucket', { Bucket: 'templates-of-mine' });
    const put = (Key: string, text: string) =>
      call('s3', 'PutObject', { Bucket: 'templates-of-mine', Key, Body: Buffer.from(text) });
    await put('good.json', child({ Ref: 'Seconds' }));
    await put('bad.json', child('never'));
    await stacks.create({ StackName: 'parent', TemplateBody: parent('good.json', 5) });
    expect((await outputs('parent')).Name).toMatch(/^parent-Child-\w{12}-Queue-\w{12}$/);
    const [id = ''] = await stacks.physicalIds('parent', 'Child');
    await stacks.update({ StackName: 'parent', TemplateBody: parent('good.json', 6) });
    const { Stacks: [nested] = [] } = await stacks.client.send(new DescribeStacksCommand({ StackName: id }));
    expect(nested).toMatchObject({
      StackStatus: 'UPDATE_COMPLETE',
      Parameters: expect.arrayContaining([{ ParameterKey: 'Names', ParameterValue: 'a,b' }]),
    });
    const broken = await stacks.update({ StackName: 'parent', TemplateBody: parent('bad.json', 6) });
    expect(broken.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect((await stacks.story('parent')).join('\n')).toContain(`Embedded stack ${id} was not successfully updated:`);
    await stacks.remove('parent');
    expect((await stacks.describe(id)).StackStatus).toBe('DELETE_COMPLETE');
  });
});

describe('values from elsewhere', () => {
  const queue = (QueueName: string) => template({ Queue: { Type: 'AWS::SQS::Queue', Properties: { QueueName } } });
  it('are put in just before a resource is made', async () => {
    await call('secretsmanager', 'CreateSecret', { Name: 'db', SecretString: '{"user":"me"}' });
    await stacks.create({
      StackName: 'dynamic',
      TemplateBody: queue('of-{{resolve:secretsmanager:db:SecretString:user}}'),
    });
    const [url] = await stacks.physicalIds('dynamic', 'Queue');
    expect(url).toMatch(/\/of-me$/);
  });

  it.each([
    ['{{resolve:secretsmanager:none}}', 'Could not resolve the dynamic reference {{resolve:secretsmanager:none}}'],
    [
      '{{resolve:secretsmanager:db:SecretString:other}}',
      'Could not find a value associated with JSONKey in SecretString: other',
    ],
    [
      '{{resolve:secretsmanager:db:SecretBinary}}',
      'Incorrect format is used in the following Secrets Manager reference',
    ],
  ])('%s', async (reference, reason) => {
    const StackName = `reference${reference.length}`;
    await stacks.create({ StackName, TemplateBody: queue(reference) });
    expect((await stacks.story(StackName)).join('\n')).toContain(reason);
  });
});

it('tells the default event bus of every status', async () => {
  const { QueueUrl } = await call('sqs', 'CreateQueue', { QueueName: 'watch' });
  const arn = 'arn:aws:sqs:us-east-1:000000000000:watch';
  const Policy = JSON.stringify(
    allow({ Principal: { Service: 'events.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: arn }),
  );
  await call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
  const EventPattern = JSON.stringify({
    source: ['aws.cloudformation'],
    detail: { 'status-details': { status: ['CREATE_COMPLETE'] } },
  });
  await call('events', 'PutRule', { Name: 'watch', EventPattern });
  await call('events', 'PutTargets', { Rule: 'watch', Targets: [{ Id: 'a', Arn: arn }] });
  const { StackId } = await stacks.create({
    StackName: 'told',
    TemplateBody: template({ Queue: { Type: 'AWS::SQS::Queue' } }),
  });
  const seen: Record<string, unknown>[] = [];
  while (seen.length < 2) {
    const { Messages = [] } = await call('sqs', 'ReceiveMessage', {
      QueueUrl,
      WaitTimeSeconds: 5,
      MaxNumberOfMessages: 10,
    });
    seen.push(...(Messages as { Body: string }[]).map(({ Body }) => JSON.parse(Body) as Record<string, unknown>));
  }
  expect(seen.map((event) => event['detail-type']).sort()).toEqual([
    'CloudFormation Resource Status Change',
    'CloudFormation Stack Status Change',
  ]);
  expect(seen.find((event) => event['detail-type'] === 'CloudFormation Resource Status Change')).toMatchObject({
    resources: [StackId],
    detail: { 'stack-id': StackId, 'logical-resource-id': 'Queue', 'resource-type': 'AWS::SQS::Queue' },
  });
});

it('tells the topics that a stack was given', async () => {
  const arn = 'arn:aws:sqs:us-east-1:000000000000:heard';
  const { QueueUrl } = await call('sqs', 'CreateQueue', { QueueName: 'heard' });
  const Policy = JSON.stringify(allow({ Principal: '*', Action: 'sqs:SendMessage', Resource: arn }));
  await call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
  const { TopicArn } = await call('sns', 'CreateTopic', { Name: 'news' });
  await call('sns', 'Subscribe', {
    TopicArn,
    Protocol: 'sqs',
    Endpoint: arn,
    Attributes: { RawMessageDelivery: 'true' },
  });
  const NotificationARNs = [String(TopicArn)];
  await stacks.create({
    StackName: 'loud',
    TemplateBody: template({ Queue: { Type: 'AWS::SQS::Queue' } }),
    NotificationARNs,
  });
  const heard: string[] = [];
  while (heard.length < 5) {
    const { Messages = [] } = await call('sqs', 'ReceiveMessage', {
      QueueUrl,
      WaitTimeSeconds: 5,
      MaxNumberOfMessages: 10,
    });
    heard.push(...(Messages as { Body: string }[]).map(({ Body }) => Body));
  }
  expect(heard.join('')).toContain("ResourceStatus='CREATE_COMPLETE'");
  expect(heard.join('')).toContain("LogicalResourceId='Queue'");
});
