import type { ServiceId } from '../core/service.ts';
import { headerOf, type WireRequest } from './codec.ts';
import type { Signature } from './sigv4.ts';

/** The part of `X-Amz-Target` before the dot. */
const TARGETS: Readonly<Record<string, ServiceId>> = {
  AWSEvents: 'events',
  AWSStepFunctions: 'states',
  AmazonSQS: 'sqs',
  DynamoDBStreams_20120810: 'dynamodbstreams',
  DynamoDB_20120810: 'dynamodb',
  AmazonSSM: 'ssm',
  GraniteServiceVersion20100801: 'cloudwatch',
  Logs_20140328: 'logs',
  TrentService: 'kms',
  CloudTrail_20131101: 'cloudtrail',
  'com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101': 'cloudtrail',
  secretsmanager: 'secretsmanager',
};

/** The signing name in a credential scope. */
const SIGNING_NAMES: Readonly<Record<string, ServiceId>> = {
  apigateway: 'apigateway',
  cloudformation: 'cloudformation',
  cloudtrail: 'cloudtrail',
  dynamodb: 'dynamodb',
  events: 'events',
  iam: 'iam',
  kms: 'kms',
  lambda: 'lambda',
  logs: 'logs',
  monitoring: 'cloudwatch',
  s3: 's3',
  schemas: 'schemas',
  secretsmanager: 'secretsmanager',
  sns: 'sns',
  sqs: 'sqs',
  ssm: 'ssm',
  states: 'states',
  sts: 'sts',
};

const QUEUE_PATH = /^\/\d{12}\/[\w-]+(\.fifo)?\/?$/;

/** Which service a request is for; undefined where nothing in it says so. */
export function serviceOf(request: WireRequest, signature: Signature | undefined): ServiceId | undefined {
  const target = headerOf(request.headers, 'x-amz-target');
  if (target !== undefined) {
    const service = TARGETS[target.slice(0, target.lastIndexOf('.'))];
    if (service) return service;
  }
  if (signature) return SIGNING_NAMES[signature.service];
  return QUEUE_PATH.test(request.path) ? 'sqs' : undefined;
}
