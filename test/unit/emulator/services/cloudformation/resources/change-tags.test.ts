import type { ServiceId } from '../../../../../../emulator/core/service.ts';
import { testEmulator } from '../../../../../support/emulator.ts';
import { type StackDriver, stackDriver } from '../../../../../support/stack-driver.ts';
import { template } from '../../../../../support/templates.ts';
import { att, bus, fn, pass, queue, ref, role } from './rows/parts.ts';

let stacks: StackDriver;
let outputs: Readonly<Record<string, string>>;

/** Something of each service that takes tags. */
const RESOURCES = {
  ...fn,
  ...queue,
  ...bus,
  Key: { Type: 'AWS::KMS::Key' },
  Topic: { Type: 'AWS::SNS::Topic' },
  Group: { Type: 'AWS::Logs::LogGroup' },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 's' } },
  Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: 'v' } },
  Activity: { Type: 'AWS::StepFunctions::Activity', Properties: { Name: 'a' } },
  Workflow: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { Definition: pass(), RoleArn: att('MachineRole', 'Arn') },
  },
  MachineRole: role('states'),
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { Name: 'api', ProtocolType: 'HTTP' } },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
  },
  Alarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      Namespace: 'n',
      MetricName: 'm',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  },
};
const Outputs = Object.fromEntries(
  Object.entries({
    ...Object.fromEntries(Object.keys(RESOURCES).map((name) => [name, ref(name)])),
    Function: att('Function', 'Arn'),
    Bus: att('Bus', 'Arn'),
    Group: { 'Fn::Join': ['', ['arn:aws:logs:us-east-1:000000000000:log-group:', ref('Group')]] },
    Table: att('Table', 'Arn'),
    Alarm: att('Alarm', 'Arn'),
  }).map(([name, Value]) => [name, { Value }]),
);

beforeAll(async () => {
  stacks = stackDriver(await testEmulator());
  const input = {
    StackName: 's',
    Capabilities: ['CAPABILITY_IAM' as const],
    TemplateBody: template(RESOURCES, { Outputs }),
  };
  const tagged = (tags: Readonly<Record<string, string>>) => ({
    ...input,
    Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
  });
  await stacks.create(tagged({ gone: '1', kept: '1' }));
  expect((await stacks.story('s')).filter((line) => line.includes('FAILED'))).toEqual([]);
  const { StackStatus, Outputs: given = [] } = await stacks.update(tagged({ kept: '2', fresh: '1' }));
  expect(StackStatus).toBe('UPDATE_COMPLETE');
  outputs = Object.fromEntries(given.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
});
afterAll(() => stacks.emulator.stop());

/** Tags as the services give them: an object, or pairs under names that differ. */
function asObject(tags: unknown): unknown {
  if (!Array.isArray(tags)) return tags;
  const pairs = tags as Readonly<Record<string, string>>[];
  return Object.fromEntries(
    pairs.map((tag) => [tag.Key ?? tag.key ?? tag.TagKey, tag.Value ?? tag.value ?? tag.TagValue]),
  );
}

it.each<[keyof typeof RESOURCES, ServiceId, string, (resource: string) => object]>([
  ['Activity', 'states', 'ListTagsForResource', (resourceArn) => ({ resourceArn })],
  ['Alarm', 'cloudwatch', 'ListTagsForResource', (ResourceARN) => ({ ResourceARN })],
  ['Api', 'apigateway', 'GetApi', (ApiId) => ({ ApiId })],
  ['Bus', 'events', 'ListTagsForResource', (ResourceARN) => ({ ResourceARN })],
  ['Function', 'lambda', 'ListTags', (Resource) => ({ Resource })],
  ['Group', 'logs', 'ListTagsForResource', (resourceArn) => ({ resourceArn })],
  ['Key', 'kms', 'ListResourceTags', (KeyId) => ({ KeyId })],
  ['Parameter', 'ssm', 'ListTagsForResource', (ResourceId) => ({ ResourceType: 'Parameter', ResourceId })],
  ['Queue', 'sqs', 'ListQueueTags', (QueueUrl) => ({ QueueUrl })],
  ['Role', 'iam', 'ListRoleTags', (RoleName) => ({ RoleName })],
  ['Secret', 'secretsmanager', 'DescribeSecret', (SecretId) => ({ SecretId })],
  ['Table', 'dynamodb', 'ListTagsOfResource', (ResourceArn) => ({ ResourceArn })],
  ['Topic', 'sns', 'ListTagsForResource', (ResourceArn) => ({ ResourceArn })],
  ['Workflow', 'states', 'ListTagsForResource', (resourceArn) => ({ resourceArn })],
])('%s: tags that are gone, changed and new', async (name, service, operation, input) => {
  const answer = await stacks.emulator.aws.call<Record<string, unknown>>(
    stacks.caller,
    service,
    operation,
    input(outputs[name] ?? ''),
  );
  const tags = answer.Tags ?? answer.tags ?? answer.TagList;
  expect(asObject(tags)).toEqual({ kept: '2', fresh: '1' });
});
