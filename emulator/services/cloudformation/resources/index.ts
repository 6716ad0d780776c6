import { iamManagedPolicy } from './iam-managed-policy.ts';
import { iamPolicy, iamRolePolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import { logsLogGroup } from './logs-log-group.ts';
import { logsLogStream } from './logs-log-stream.ts';
import { logsResourcePolicy } from './logs-resource-policy.ts';
import { type Provider, provider } from './provider.ts';
import { s3Bucket } from './s3-bucket.ts';
import { s3BucketPolicy } from './s3-bucket-policy.ts';
import { secretsManagerResourcePolicy } from './secretsmanager-resource-policy.ts';
import { secretsManagerSecret } from './secretsmanager-secret.ts';
import { sqsQueue } from './sqs-queue.ts';
import { sqsQueueInlinePolicy, sqsQueuePolicy } from './sqs-queue-policy.ts';

/** Every resource type that this emulator makes. */
export const providers: Readonly<Record<string, Provider>> = {
  'AWS::IAM::ManagedPolicy': provider(iamManagedPolicy),
  'AWS::IAM::Policy': provider(iamPolicy),
  'AWS::IAM::Role': provider(iamRole),
  'AWS::IAM::RolePolicy': provider(iamRolePolicy),
  'AWS::Logs::LogGroup': provider(logsLogGroup),
  'AWS::Logs::LogStream': provider(logsLogStream),
  'AWS::Logs::ResourcePolicy': provider(logsResourcePolicy),
  'AWS::S3::Bucket': provider(s3Bucket),
  'AWS::S3::BucketPolicy': provider(s3BucketPolicy),
  'AWS::SQS::Queue': provider(sqsQueue),
  'AWS::SQS::QueueInlinePolicy': provider(sqsQueueInlinePolicy),
  'AWS::SQS::QueuePolicy': provider(sqsQueuePolicy),
  'AWS::SecretsManager::ResourcePolicy': provider(secretsManagerResourcePolicy),
  'AWS::SecretsManager::Secret': provider(secretsManagerSecret),
};
