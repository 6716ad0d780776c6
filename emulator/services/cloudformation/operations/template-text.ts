import { isAwsError } from '../../../core/aws-error.ts';
import type { RequestContext } from '../../../core/service.ts';
import type { CloudFormationState } from '../state.ts';
import { validationError } from '../template/template-error.ts';

export interface TemplateInput {
  readonly TemplateBody?: string | undefined;
  readonly TemplateURL?: string | undefined;
}

const BODY_LIMIT = 51_200;
const OBJECT_LIMIT = 1_048_576;
const MORE = 'For more information check http://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html';

interface S3Address {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
}

/** Bucket and key of an S3 address in any of its forms, or of this emulator's own. */
function s3Address(text: string, endpoint: string): S3Address | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const own = url.origin === endpoint;
  const host = /^(?:(.+)\.)?s3[.-]?(?:[a-z0-9-]+\.)?amazonaws\.com$/.exec(url.hostname);
  if (!own && (!host || url.protocol !== 'https:')) return undefined;
  const path = decodeURIComponent(url.pathname.slice(1));
  const [first = '', ...rest] = path.split('/');
  const address = host?.[1] ? { Bucket: host[1], Key: path } : { Bucket: first, Key: rest.join('/') };
  const version = url.searchParams.get('versionId');
  return address.Bucket === '' || address.Key === ''
    ? undefined
    : { ...address, ...(version ? { VersionId: version } : {}) };
}

async function fetchTemplate(state: CloudFormationState, url: string, { caller }: RequestContext): Promise<string> {
  const address = s3Address(url, state.deps.endpoint());
  if (!address) throw validationError('TemplateURL must be a supported URL.');
  try {
    const { Body } = await state.deps.aws.call<{ Body: Uint8Array }>(caller, 's3', 'GetObject', address);
    if (Body.byteLength > OBJECT_LIMIT) throw validationError(`Template may not exceed ${OBJECT_LIMIT} bytes in size.`);
    return Buffer.from(Body).toString('utf8');
  } catch (error) {
    if (!isAwsError(error) || error.code === 'ValidationError') throw error;
    const message = error.code.startsWith('AccessDenied') ? 'Access Denied' : error.message;
    throw validationError(`S3 error: ${message}\n${MORE}`);
  }
}

/** The text of the template that a request brings or points at; undefined: neither. @throws AwsError `ValidationError` */
export async function givenTemplate(
  state: CloudFormationState,
  { TemplateBody: body, TemplateURL: url }: TemplateInput,
  context: RequestContext,
): Promise<string | undefined> {
  if (body !== undefined && url !== undefined)
    throw validationError('Only one of Template URL or Template Body may be specified.');
  if (url !== undefined) return fetchTemplate(state, url, context);
  if (body !== undefined && Buffer.byteLength(body) > BODY_LIMIT) {
    throw validationError(
      `1 validation error detected: Value '${body}' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to ${BODY_LIMIT}`,
    );
  }
  return body;
}

/** The same, where the request must have one. @throws AwsError `ValidationError` */
export async function neededTemplate(
  state: CloudFormationState,
  input: TemplateInput,
  context: RequestContext,
): Promise<string> {
  const text = await givenTemplate(state, input, context);
  if (text === undefined) throw validationError('Either Template URL or Template Body must be specified.');
  return text;
}
