import type { EncryptionConfiguration, LoggingConfiguration, TracingConfiguration } from '@aws-sdk/client-sfn';
import { parseArn } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';

const invalid = (message: string): AwsError =>
  new AwsError('InvalidLoggingConfiguration', `Invalid Logging Configuration: ${message}`);

/** The log group an execution logs to, without the `:*` that its ARN must end in; undefined where it logs nothing. */
export function logGroupArnOf({ level, destinations }: LoggingConfiguration): string | undefined {
  const arn = destinations?.[0]?.cloudWatchLogsLogGroup?.logGroupArn;
  return level === 'OFF' ? undefined : arn?.replace(/:\*$/, '');
}

/**
 * Fills in AWS's defaults.
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_LoggingConfiguration.html
 * @throws AwsError `InvalidLoggingConfiguration`
 */
export function loggingOf(given: LoggingConfiguration | undefined): LoggingConfiguration {
  const { level = 'OFF', includeExecutionData = false, destinations = [] } = given ?? {};
  if (destinations.length > 1 || (level !== 'OFF' && destinations.length !== 1)) {
    throw invalid('Must specify exactly one Log Destination.');
  }
  for (const { cloudWatchLogsLogGroup } of destinations) {
    const arn = cloudWatchLogsLogGroup?.logGroupArn;
    const parsed = arn === undefined ? undefined : parseArn(arn);
    if (parsed?.service !== 'logs' || !/^log-group:[\w./#-]+:\*$/.test(parsed.resource)) {
      throw invalid(`Invalid Log Destination: ${arn ?? 'none'}`);
    }
  }
  return { level, includeExecutionData, ...(destinations.length > 0 ? { destinations } : {}) };
}

export const tracingOf = (given: TracingConfiguration | undefined): TracingConfiguration => ({
  enabled: given?.enabled ?? false,
});

/**
 * https://docs.aws.amazon.com/step-functions/latest/apireference/API_EncryptionConfiguration.html
 * @throws AwsError `InvalidEncryptionConfiguration`
 */
export function encryptionOf(given: EncryptionConfiguration | undefined): EncryptionConfiguration {
  const { type = 'AWS_OWNED_KEY', kmsKeyId, kmsDataKeyReusePeriodSeconds } = given ?? {};
  const owned = type === 'AWS_OWNED_KEY';
  if (owned !== (kmsKeyId === undefined) || (owned && kmsDataKeyReusePeriodSeconds !== undefined)) {
    throw new AwsError(
      'InvalidEncryptionConfiguration',
      owned
        ? 'Invalid Encryption Configuration: kmsKeyId and kmsDataKeyReusePeriodSeconds can only be set for CUSTOMER_MANAGED_KMS_KEY'
        : 'Invalid Encryption Configuration: kmsKeyId is required for CUSTOMER_MANAGED_KMS_KEY',
    );
  }
  return owned ? { type } : { type, kmsKeyId, kmsDataKeyReusePeriodSeconds: kmsDataKeyReusePeriodSeconds ?? 300 };
}
