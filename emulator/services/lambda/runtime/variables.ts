import type { FunctionVersion } from '../function.ts';

export interface Credentials {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
  readonly Expiration?: Date | undefined;
}

export const credentialVariables = ({
  AccessKeyId = '',
  SecretAccessKey = '',
  SessionToken = '',
}: Credentials): Record<string, string> => ({
  AWS_ACCESS_KEY_ID: AccessKeyId,
  AWS_SECRET_ACCESS_KEY: SecretAccessKey,
  AWS_SESSION_TOKEN: SessionToken,
});

/**
 * The environment of a function: what it may set otherwise, its own variables, and what Lambda
 * reserves. `AWS_ENDPOINT_URL` leads the AWS SDK to this emulator.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const variablesOf = (
  version: FunctionVersion,
  credentials: Credentials,
  stream: string,
  folder: string,
  endpoint: string,
): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  LANG: 'en_US.UTF-8',
  PATH: '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin',
  TZ: ':UTC',
  ...version.environment,
  _HANDLER: version.handler,
  AWS_DEFAULT_REGION: version.region,
  AWS_EXECUTION_ENV: `AWS_Lambda_${version.runtime}`,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memoryMegabytes),
  AWS_LAMBDA_FUNCTION_NAME: version.name,
  AWS_LAMBDA_FUNCTION_VERSION: version.version,
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_FORMAT: version.logging.format,
  AWS_LAMBDA_LOG_GROUP_NAME: version.logging.group,
  ...(version.logging.applicationLevel === undefined ? {} : { AWS_LAMBDA_LOG_LEVEL: version.logging.applicationLevel }),
  AWS_LAMBDA_LOG_STREAM_NAME: stream,
  AWS_REGION: version.region,
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  LAMBDA_TASK_ROOT: folder,
  ...credentialVariables(credentials),
});
