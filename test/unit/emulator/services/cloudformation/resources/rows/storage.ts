// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { policy, type Row, ref, S } from './parts.ts';

export const storageRows: readonly Row[] = [
  {
    type: 'AWS::S3::Bucket',
    before: {
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: { Rules: [{ Status: 'Enabled', Prefix: 'a/', ExpirationInDays: 3 }] },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    },
    after: {
      VersioningConfiguration: { Status: 'Suspended' },
      CorsConfiguration: { CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], MaxAge: 5 }] },
    },
    ref: /^[a-z0-9-]+-it-[a-z0-9]{12}$/,
    attributes: { Arn: /^arn:aws:s3:::/, RegionalDomainName: /\.s3\.us-east-1\.amazonaws\.com$/ },
    shows: [
      's3',
      'GetBucketCors',
      { Bucket: '$ref' },
      { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'], MaxAgeSeconds: 5 }] },
    ],
  },
  {
    type: 'AWS::S3::BucketPolicy',
    beside: { Bucket: { Type: 'AWS::S3::Bucket' } },
    before: { Bucket: ref('Bucket'), PolicyDocument: policy('s3:GetObject', { 'Fn::Sub': '${Bucket.Arn}/*' }) },
    after: { Bucket: ref('Bucket'), PolicyDocument: policy('s3:PutObject', { 'Fn::Sub': '${Bucket.Arn}/*' }) },
    ref: new RegExp(`^${S}$`),
  },
  {
    type: 'AWS::SecretsManager::Secret',
    before: {
      GenerateSecretString: {
        SecretStringTemplate: '{"user":"me"}',
        GenerateStringKey: 'password',
        PasswordLength: 20,
      },
    },
    after: { SecretString: 'plain', Description: 'd' },
    ref: /^arn:aws:secretsmanager:us-east-1:000000000000:secret:It-\w{12}-\w{6}$/,
    shows: ['secretsmanager', 'GetSecretValue', { SecretId: '$ref' }, { SecretString: 'plain' }],
  },
  {
    type: 'AWS::DynamoDB::Table',
    before: {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    },
    after: {
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'id', AttributeType: 'S' },
        { AttributeName: 'at', AttributeType: 'S' },
      ],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'by-at',
          KeySchema: [{ AttributeName: 'at', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      SSESpecification: { SSEEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
    attributes: { Arn: /^arn:aws:dynamodb:us-east-1:000000000000:table\// },
    shows: [
      'dynamodb',
      'DescribeTable',
      { TableName: '$ref' },
      {
        Table: {
          GlobalSecondaryIndexes: [{ IndexName: 'by-at' }],
          StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
          SSEDescription: { Status: 'ENABLED' },
        },
      },
    ],
  },
  {
    type: 'AWS::SSM::Parameter',
    before: { Name: '/a/b', Type: 'String', Value: 'one' },
    after: { Name: '/a/b', Type: 'String', Value: 'two', Tags: { a: 'b' } },
    ref: /^\/a\/b$/,
    attributes: { Type: /^String$/ },
    shows: ['ssm', 'GetParameter', { Name: '$ref' }, { Parameter: { Value: 'two', Version: 2 } }],
  },
  {
    type: 'AWS::KMS::Key',
    before: { Description: 'a' },
    after: { Description: 'b', EnableKeyRotation: true, Tags: [{ Key: 'a', Value: 'b' }] },
    ref: /^[0-9a-f-]{36}$/,
    attributes: { Arn: /^arn:aws:kms:us-east-1:000000000000:key\// },
    shows: ['kms', 'DescribeKey', { KeyId: '$ref' }, { KeyMetadata: { Description: 'b', KeyState: 'Enabled' } }],
  },
  {
    type: 'AWS::KMS::Alias',
    beside: { One: { Type: 'AWS::KMS::Key' }, Two: { Type: 'AWS::KMS::Key' } },
    before: { AliasName: 'alias/mine', TargetKeyId: ref('One') },
    after: { AliasName: 'alias/mine', TargetKeyId: ref('Two') },
    ref: /^alias\/mine$/,
  },
];
