// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are Fn::Sub texts
import { att, group, policy, type Row, ref, S } from './parts.ts';

const principal = { Service: 'cloudtrail.amazonaws.com' };
/** https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html */
const trailBucket = {
  Bucket: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' },
  Policy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: ref('Bucket'),
      PolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: principal, Action: 's3:GetBucketAcl', Resource: att('Bucket', 'Arn') },
          { Effect: 'Allow', Principal: principal, Action: 's3:PutObject', Resource: { 'Fn::Sub': '${Bucket.Arn}/*' } },
        ],
      },
    },
  },
};

export const observationRows: readonly Row[] = [
  {
    type: 'AWS::Logs::LogGroup',
    before: { RetentionInDays: 3 },
    after: { RetentionInDays: 7, Tags: [{ Key: 'a', Value: 'b' }] },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
    attributes: { Arn: /^arn:aws:logs:us-east-1:000000000000:log-group:.*:\*$/ },
    shows: [
      'logs',
      'DescribeLogGroups',
      { logGroupNamePrefix: '$ref' },
      { logGroups: [expect.objectContaining({ retentionInDays: 7 })] },
    ],
  },
  {
    type: 'AWS::Logs::LogStream',
    beside: group,
    before: { LogGroupName: ref('Group') },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
  },
  {
    type: 'AWS::Logs::ResourcePolicy',
    before: { PolicyName: 'p', PolicyDocument: JSON.stringify(policy('logs:PutLogEvents', '*')) },
    after: { PolicyName: 'p', PolicyDocument: JSON.stringify(policy('logs:CreateLogStream', '*')) },
    ref: /^p$/,
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    before: {
      MetricName: 'm',
      Namespace: 'n',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    },
    after: {
      MetricName: 'm',
      Namespace: 'n',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: '2.5',
      ComparisonOperator: 'GreaterThanThreshold',
    },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
    attributes: { Arn: /alarm:/ },
    shows: [
      'cloudwatch',
      'DescribeAlarms',
      { AlarmNames: ['$ref'] },
      { MetricAlarms: [{ EvaluationPeriods: 2, Threshold: 2.5 }] },
    ],
  },
  {
    type: 'AWS::CloudWatch::Dashboard',
    before: { DashboardBody: '{"widgets":[]}' },
    after: { DashboardBody: '{"widgets":[],"start":"-PT1H"}' },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
  },
  {
    type: 'AWS::CloudTrail::Trail',
    beside: trailBucket,
    before: { S3BucketName: ref('Bucket'), IsLogging: true },
    after: {
      S3BucketName: ref('Bucket'),
      IsLogging: false,
      AdvancedEventSelectors: [{ Name: 'all', FieldSelectors: [{ Field: 'eventCategory', Equals: ['Management'] }] }],
    },
    ref: new RegExp(`^${S}-It-\\w{12}$`),
    attributes: { Arn: /^arn:aws:cloudtrail:us-east-1:000000000000:trail\// },
    shows: ['cloudtrail', 'GetTrailStatus', { Name: '$ref' }, { IsLogging: false }],
  },
];
