import type { TargetKind } from '../targets/target-kind.ts';
import { apiDestination } from './api-destination.ts';
import { bus } from './bus.ts';
import type { Courier } from './courier.ts';
import { lambda } from './lambda.ts';
import { logs } from './logs.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { states } from './states.ts';
import { unsupported } from './unsupported.ts';

/** Who delivers to which kind of target. */
export const couriers: Readonly<Record<TargetKind, Courier>> = {
  'api-destination': apiDestination,
  bus,
  lambda,
  logs,
  sns,
  sqs,
  states,
  appsync: unsupported,
  batch: unsupported,
  codebuild: unsupported,
  codepipeline: unsupported,
  ec2: unsupported,
  ecs: unsupported,
  'execute-api': unsupported,
  firehose: unsupported,
  glue: unsupported,
  inspector: unsupported,
  kinesis: unsupported,
  redshift: unsupported,
  'redshift-serverless': unsupported,
  sagemaker: unsupported,
  ssm: unsupported,
  'ssm-incidents': unsupported,
};
