import { createHash } from 'node:crypto';
import type { FunctionCode } from '@aws-sdk/client-lambda';
import { AwsError, isAwsError } from '../../core/aws-error.ts';
import type { RequestContext } from '../../core/service.ts';
import type { Code } from './function.ts';
import { readZip } from './runtime/unpack.ts';
import type { LambdaState } from './state.ts';

type Asked = Pick<FunctionCode, 'ZipFile' | 'S3Bucket' | 'S3Key' | 'S3ObjectVersion' | 'ImageUri'> &
  Pick<FunctionCode, 'S3ObjectStorageMode' | 'SourceKMSKeyArn'>;

const invalid = (message: string): AwsError => new AwsError('InvalidParameterValueException', message);

/** The deployer's own credentials must be good for the object, as on AWS. */
async function fromS3({ deps }: LambdaState, asked: Asked, { caller, region }: RequestContext): Promise<Uint8Array> {
  const input = {
    Bucket: asked.S3Bucket,
    Key: asked.S3Key,
    ...(asked.S3ObjectVersion === undefined ? {} : { VersionId: asked.S3ObjectVersion }),
  };
  try {
    const { Body } = await deps.aws.call<{ Body: Uint8Array }>(caller, 's3', 'GetObject', input, { region });
    return Body;
  } catch (error) {
    if (!isAwsError(error)) throw error;
    if (error.code.startsWith('AccessDenied')) {
      throw new AwsError(
        'AccessDeniedException',
        'Your access has been denied by S3, please make sure your request credentials have permission to GetObject for bucket/key. S3 Error Code: AccessDenied. S3 Error Message: Access Denied',
        { status: 403, cause: error },
      );
    }
    throw invalid(`Error occurred while GetObject. S3 Error Code: ${error.code}. S3 Error Message: ${error.message}`);
  }
}

function checkAsked(asked: Asked): void {
  if (asked.ImageUri !== undefined) throw invalid('Container images are not available on this endpoint.');
  if ((asked.SourceKMSKeyArn ?? '') !== '') throw invalid('Customer managed keys are not available on this endpoint.');
  if (asked.S3ObjectStorageMode === 'REFERENCE')
    throw invalid('Code that stays in S3 is not available on this endpoint.');
  const hasObject = asked.S3Bucket !== undefined || asked.S3Key !== undefined || asked.S3ObjectVersion !== undefined;
  if (asked.ZipFile && hasObject)
    throw invalid('Please do not provide other FunctionCode parameters when providing a ZipFile.');
  if (!asked.ZipFile && !(asked.S3Bucket !== undefined && asked.S3Key !== undefined))
    throw invalid('Please provide a source for function code.');
}

/**
 * Fetches and checks the zip that a request names.
 * @throws AwsError `InvalidParameterValueException`, `AccessDeniedException`
 */
export async function fetchCode(
  state: LambdaState,
  asked: Asked,
  architectures: readonly string[],
  context: RequestContext,
): Promise<{ readonly code: Code; readonly bytes: Uint8Array }> {
  checkAsked(asked);
  const bytes = asked.ZipFile ?? (await fromS3(state, asked, context));
  readZip(bytes);
  const codeSha256 = createHash('sha256').update(bytes).digest('base64');
  return { code: { architectures, codeSha256, codeSize: bytes.length }, bytes };
}
