import { isAwsError } from '../../../core/aws-error.ts';
import { HandlerError, type ProviderContext } from '../resources/provider.ts';
import { isList, isObject, type Json, type JsonObject } from '../template/json.ts';

const REFERENCE = /\{\{resolve:(ssm|ssm-secure|secretsmanager):([^{}]+)\}\}/g;

async function parameter(context: ProviderContext, path: string, secure: boolean): Promise<string> {
  const [name = '', version] = path.split(/:(\d+)$/);
  const { Parameter } = await context.call<{ Parameter?: { Value?: string; Type?: string } }>('ssm', 'GetParameter', {
    Name: version === undefined ? name : `${name}:${version}`,
    WithDecryption: secure,
  });
  if (!secure && Parameter?.Type === 'SecureString') {
    throw new HandlerError('InvalidRequest', `SSM Secure reference is not supported in: [${context.type}]`);
  }
  return Parameter?.Value ?? '';
}

/** `secret-id:SecretString:json-key:version-stage:version-id`; the secret's ARN holds colons itself. */
async function secret(context: ProviderContext, path: string): Promise<string> {
  const whole = /^(arn:[^:]+:secretsmanager:[^:]*:[^:]*:secret:[^:]+|[^:]+)(?::(.*))?$/.exec(path);
  const [SecretId = '', rest = ''] = [whole?.[1], whole?.[2]];
  const [kind = '', key = '', stage = '', version = ''] = rest.split(':');
  if (kind !== '' && kind !== 'SecretString')
    throw new HandlerError(
      'InvalidRequest',
      `Incorrect format is used in the following Secrets Manager reference: [${path}]`,
    );
  const { SecretString = '' } = await context.call<{ SecretString?: string }>('secretsmanager', 'GetSecretValue', {
    SecretId,
    ...(stage === '' ? {} : { VersionStage: stage }),
    ...(version === '' ? {} : { VersionId: version }),
  });
  if (key === '') return SecretString;
  let value: unknown;
  try {
    value = (JSON.parse(SecretString) as Record<string, unknown>)[key];
  } catch (cause) {
    throw new HandlerError('InvalidRequest', `Could not parse SecretString JSON: ${String(cause)}`);
  }
  if (value === undefined)
    throw new HandlerError('InvalidRequest', `Could not find a value associated with JSONKey in SecretString: ${key}`);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function resolveText(context: ProviderContext, text: string): Promise<string> {
  let found = text;
  for (const [whole, kind = '', path = ''] of text.matchAll(REFERENCE)) {
    try {
      const value =
        kind === 'secretsmanager' ? await secret(context, path) : await parameter(context, path, kind !== 'ssm');
      found = found.replace(whole, () => value);
    } catch (error) {
      if (!isAwsError(error)) throw error;
      throw new HandlerError('InvalidRequest', `Could not resolve the dynamic reference ${whole}: ${error.message}`);
    }
  }
  return found;
}

/**
 * Puts what `{{resolve:…}}` stands for in its place, just before a resource is made: what is stored
 * keeps the reference, so that no secret lies in a stack.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export async function resolveReferences(context: ProviderContext, properties: JsonObject): Promise<JsonObject> {
  if (!JSON.stringify(properties).includes('{{resolve:')) return properties;
  const walk = async (value: Json): Promise<Json> => {
    if (typeof value === 'string') return resolveText(context, value);
    if (isList(value)) return Promise.all(value.map(walk));
    if (!isObject(value)) return value;
    const entries = await Promise.all(
      Object.entries(value).map(async ([key, each]) => [key, await walk(each)] as const),
    );
    return Object.fromEntries(entries);
  };
  return (await walk(properties)) as JsonObject;
}
