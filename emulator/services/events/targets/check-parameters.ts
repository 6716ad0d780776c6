import type { BatchParameters, EcsParameters, RedshiftDataParameters, Target } from '@aws-sdk/client-eventbridge';
import { parseArn } from '../../../core/arn.ts';
import { invalid, invalidParameter } from '../errors.ts';
import type { TargetArn, TargetKind } from './target-kind.ts';

type Parameters =
  | 'KinesisParameters'
  | 'RunCommandParameters'
  | 'EcsParameters'
  | 'BatchParameters'
  | 'HttpParameters'
  | 'RedshiftDataParameters'
  | 'SageMakerPipelineParameters'
  | 'AppSyncParameters';

/** For which targets parameters of a kind are meant. SqsParameters are taken for every target. */
const MEANT_FOR: Readonly<Record<Parameters, readonly TargetKind[]>> = {
  KinesisParameters: ['kinesis'],
  RunCommandParameters: ['ssm'],
  EcsParameters: ['ecs'],
  BatchParameters: ['batch'],
  HttpParameters: ['api-destination', 'execute-api'],
  RedshiftDataParameters: ['redshift', 'redshift-serverless'],
  SageMakerPipelineParameters: ['sagemaker'],
  AppSyncParameters: ['appsync'],
};

const REQUIRED_BY: Partial<Readonly<Record<TargetKind, Parameters>>> = {
  appsync: 'AppSyncParameters',
  batch: 'BatchParameters',
  ecs: 'EcsParameters',
  redshift: 'RedshiftDataParameters',
  'redshift-serverless': 'RedshiftDataParameters',
};

const mustBeSpecified = (name: string, id: string | undefined): Error =>
  invalid(`Parameter(s) ${name} must be specified for target: ${id}.`);

function checkRange(name: string, what: string, value: number | undefined, low: number, high: number): void {
  if (value !== undefined && (value < low || value > high)) {
    throw invalidParameter(name, `${what} must be in between ${low} and ${high}.`);
  }
}

function checkEcs({ Id, Arn = '' }: Target, parameters: EcsParameters): void {
  const { LaunchType, PlatformVersion, TaskCount = 1, TaskDefinitionArn = '' } = parameters;
  const network = parameters.NetworkConfiguration?.awsvpcConfiguration;
  const unsupported = (name: string): Error =>
    invalid(`Parameter ${name} for target ${Id} is not supported when launch type is ${LaunchType}.`);
  if (parseArn(TaskDefinitionArn)?.region !== parseArn(Arn)?.region && parseArn(TaskDefinitionArn)) {
    throw invalid(`Region of ${Arn} does not match region of ${TaskDefinitionArn}.`);
  }
  if (TaskCount > 10) throw invalid(`Parameter(s) TaskCount not valid for target: ${Id}.`);
  if (LaunchType === 'FARGATE' && !parameters.NetworkConfiguration) {
    throw invalid(`Parameter NetworkConfiguration must be specified for target ${Id} when launch type is FARGATE.`);
  }
  if (LaunchType === 'EC2' && PlatformVersion !== undefined) throw unsupported('PlatformVersion');
  if (LaunchType === 'EC2' && network?.AssignPublicIp !== undefined) throw unsupported('AssignPublicIp');
  checkRange('Subnets', 'size', network?.Subnets?.length, 1, 16);
  checkRange('SecurityGroups', 'size', network?.SecurityGroups?.length, 0, 5);
}

function checkBatch({ ArrayProperties, RetryStrategy }: BatchParameters): void {
  checkRange('ArrayProperties', 'Size', ArrayProperties?.Size, 2, 10_000);
  checkRange('RetryStrategy', 'Attempts', RetryStrategy?.Attempts, 1, 10);
}

/** One statement or several, one way or another to sign in. */
function checkRedshift({ Sql, Sqls, DbUser, SecretManagerArn }: RedshiftDataParameters): void {
  if (Sql !== undefined && Sqls !== undefined) {
    throw invalid('Either RedshiftDataParameters.sql or RedshiftDataParameters.sqls must be provided, but not both.');
  }
  if (DbUser !== undefined && SecretManagerArn !== undefined) {
    throw invalid(
      'Either RedshiftDataParameters.dBUser or RedshiftDataParameters.secretManagerArn must be provided, but not both.',
    );
  }
}

/**
 * Parameters that a target of another kind would need, that this one lacks, or that are out of range.
 * @throws AwsError `ValidationException`
 */
export function checkParameters(target: Target, { kind, resource }: TargetArn): void {
  for (const [name, kinds] of Object.entries(MEANT_FOR) as [Parameters, readonly TargetKind[]][]) {
    if (target[name] && !kinds.includes(kind)) {
      throw invalid(`Parameter(s) ${name} not supported for target: ${target.Id}.`);
    }
  }
  const required = REQUIRED_BY[kind];
  if (required && !target[required]) throw mustBeSpecified(required, target.Id);
  if (kind === 'sqs' && resource.endsWith('.fifo')) {
    if (!target.SqsParameters) throw mustBeSpecified('SqsParameters', target.Id);
    if (!target.SqsParameters.MessageGroupId) throw mustBeSpecified('MessageGroupId', target.Id);
  }
  if (target.EcsParameters) checkEcs(target, target.EcsParameters);
  if (target.BatchParameters) checkBatch(target.BatchParameters);
  if (target.RedshiftDataParameters) checkRedshift(target.RedshiftDataParameters);
}
