import type { JsonObject } from '../../../../../../emulator/services/cloudformation/template/json.ts';
import {
  coerceProperties,
  propertiesFault,
} from '../../../../../../emulator/services/cloudformation/types/check-properties.ts';
import { hasAttribute, isKnownType } from '../../../../../../emulator/services/cloudformation/types/resource-types.ts';

const fault = (type: string, properties: JsonObject): string | undefined =>
  propertiesFault('R', type, coerceProperties(type, properties));

const CODE = { Code: { ZipFile: 'x' }, Role: 'arn:aws:iam::111122223333:role/r' };

describe('properties that fit', () => {
  it.each<[string, JsonObject]>([
    ['AWS::SQS::Queue', {}],
    ['AWS::SQS::Queue', { VisibilityTimeout: '30', FifoQueue: 'true', RedrivePolicy: { maxReceiveCount: 1 } }],
    ['AWS::Logs::LogGroup', { LogGroupName: '/aws/lambda/x', RetentionInDays: '7' }],
    ['AWS::Lambda::Function', { ...CODE, MemorySize: '512', Environment: { Variables: { AB: 'b' } } }],
    ['AWS::Events::Rule', { EventPattern: { source: ['a'] }, Targets: [{ Id: 'a', Arn: 'arn:aws:sqs:x:y:z' }] }],
    ['AWS::IAM::Role', { AssumeRolePolicyDocument: '{}' }],
    ['AWS::StepFunctions::StateMachine', { RoleArn: 'arn', Definition: { StartAt: 'A' } }],
    [
      'AWS::S3::Bucket',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
    ],
    ['Custom::Anything', { ServiceToken: 'arn', Whatever: [{ a: 1 }] }],
    ['AWS::SSM::Parameter', { Type: 'String', Value: 5 }],
  ])('%s %j', (type, properties) => {
    expect(fault(type, properties)).toBeUndefined();
  });
});

describe('properties that do not', () => {
  it.each<[string, JsonObject, string]>([
    ['AWS::SQS::Queue', { Foo: 1 }, '#: extraneous key [Foo] is not permitted'],
    ['AWS::SQS::Queue', { Arn: 'a' }, '#: extraneous key [Arn] is not permitted'],
    ['AWS::SQS::Queue', { VisibilityTimeout: 'soon' }, '#/VisibilityTimeout: expected type: Integer, found: String'],
    ['AWS::SQS::Queue', { FifoQueue: 'yes' }, '#/FifoQueue: expected type: Boolean, found: String'],
    ['AWS::SQS::Queue', { Tags: { a: 'b' } }, '#/Tags: expected type: JSONArray, found: JSONObject'],
    ['AWS::SQS::Queue', { Tags: [{ Key: 'a' }] }, '#/Tags/0: required key [Value] not found'],
    ['AWS::SQS::QueuePolicy', { PolicyDocument: {} }, '#: required key [Queues] not found'],
    [
      'AWS::Lambda::Function',
      { ...CODE, Role: 'nobody' },
      '#/Role: failed validation constraint for keyword [pattern]',
    ],
    ['AWS::Lambda::Function', { ...CODE, MemorySize: 'much' }, '#/MemorySize: expected type: Integer, found: String'],
    [
      'AWS::Lambda::Function',
      { ...CODE, Environment: { Vars: {} } },
      '#/Environment: extraneous key [Vars] is not permitted',
    ],
    [
      'AWS::Logs::LogGroup',
      { LogGroupName: 'a b' },
      '#/LogGroupName: failed validation constraint for keyword [pattern]',
    ],
    [
      'AWS::Logs::LogGroup',
      { RetentionInDays: 2 },
      '#/RetentionInDays: #: only 1 subschema matches out of 2\n#/RetentionInDays: failed validation constraint for keyword [enum]',
    ],
    [
      'AWS::Events::Rule',
      { State: 'ON' },
      '#/State: #: only 1 subschema matches out of 2\n#/State: failed validation constraint for keyword [enum]',
    ],
    ['AWS::Events::Rule', { Targets: [{ Id: 'a' }] }, '#/Targets/0: required key [Arn] not found'],
    [
      'AWS::Events::Rule',
      { Targets: [{ Id: 'a', Arn: 'b', InputTransformer: { InputPathsMap: {} } }] },
      '#/Targets/0/InputTransformer: required key [InputTemplate] not found',
    ],
    [
      'AWS::Events::Archive',
      { SourceArn: 'x', ArchiveName: 'a'.repeat(49) },
      '#/ArchiveName: expected maxLength: 48, actual: 49',
    ],
    ['AWS::DynamoDB::Table', { TableName: 'abc' }, '#: required key [KeySchema] not found'],
    ['Custom::Anything', {}, '#: required key [ServiceToken] not found'],
  ])('%s %j', (type, properties, message) => {
    expect(fault(type, properties)).toBe(`Properties validation failed for resource R with message:\n${message}`);
  });
});

describe('types', () => {
  it.each<[string, boolean]>([
    ['AWS::SQS::Queue', true],
    ['AWS::EC2::Instance', true],
    ['Custom::My_Thing-1@x', true],
    ['AWS::SQS::Qeue', false],
    ['AWS::CDK::Metadata', true],
    ['Custom::', false],
  ])('%s: known %p', (type, known) => {
    expect(isKnownType(type)).toBe(known);
  });

  it.each<[string, string, boolean]>([
    ['AWS::SQS::Queue', 'Arn', true],
    ['AWS::SQS::Queue', 'QueueName', true],
    ['AWS::SNS::Topic', 'TopicName', true],
    ['AWS::SQS::Queue', 'VisibilityTimeout', false],
    ['AWS::CloudFormation::Stack', 'Outputs.Any', true],
    ['Custom::Thing', 'Any', true],
  ])('GetAtt %s %s: %p', (type, attribute, known) => {
    expect(hasAttribute(type, attribute)).toBe(known);
  });
});
