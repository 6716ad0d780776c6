import { AwsError } from '../../core/aws-error.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html#function-configuration-deployment-and-execution */
const SYNCHRONOUS_LIMIT = 6 * 2 ** 20;
const ASYNCHRONOUS_LIMIT = 2 ** 20;
const CLIENT_CONTEXT_LIMIT = 3583;

const EMPTY = Buffer.from('{}');

const EXPECTED = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

/** Where Node says that the text ceases to be JSON; it gives no position where it quotes the text instead. */
function faultAt(text: string, message: string): number {
  const position = /at position (\d+)/.exec(message)?.[1];
  if (position !== undefined) return Number(position);
  if (message.startsWith('Unexpected end')) return text.length;
  const character = /^Unexpected token '(.)'/su.exec(message)?.[1] ?? '';
  return /^\s*[A-Za-z_$]/.test(text) ? text.search(/\S/) : Math.max(0, text.indexOf(character));
}

/** A fault as Jackson words it, which is what AWS parses with. */
function faultOf(text: string, message: string): string {
  const at = faultAt(text, message);
  const before = text.slice(0, at);
  const token = /^[A-Za-z_$][\w$]*/.exec(text.slice(at))?.[0];
  const column = at - before.lastIndexOf('\n') + (token?.length ?? 0);
  const place = `\n at [Source: REDACTED (\`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION\` disabled); line: ${before.split('\n').length}, column: ${column}]`;
  if (at >= text.length) return `Unexpected end-of-input${place}`;
  return token === undefined
    ? `Unexpected character ('${text[at]}' (code ${text.codePointAt(at)})): expected a valid value ${EXPECTED}${place}`
    : `Unrecognized token '${token}': was expecting ${EXPECTED}${place}`;
}

/**
 * The payload a function is to get: an empty one is an empty object.
 * @throws AwsError `RequestTooLargeException`, `InvalidRequestContentException`
 */
export function checkPayload(payload: Uint8Array | undefined, isAsynchronous: boolean): Uint8Array {
  if (!payload || payload.length === 0) return EMPTY;
  const limit = isAsynchronous ? ASYNCHRONOUS_LIMIT : SYNCHRONOUS_LIMIT;
  if (payload.length > limit) {
    throw new AwsError(
      'RequestTooLargeException',
      `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    );
  }
  const text = Buffer.from(payload).toString('utf8');
  try {
    JSON.parse(text);
  } catch (cause) {
    throw new AwsError(
      'InvalidRequestContentException',
      `Could not parse request body into json: Could not parse payload into json: ${faultOf(text, String((cause as Error).message))}`,
      { cause },
    );
  }
  return payload;
}

/** @throws AwsError `InvalidRequestContentException` @returns JSON */
export function clientContextOf(encoded: string | undefined): string | undefined {
  if (encoded === undefined || encoded === '') return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (encoded.length > CLIENT_CONTEXT_LIMIT || typeof value !== 'object' || value === null || Array.isArray(value))
    throw new AwsError('InvalidRequestContentException', 'Client context must be a valid Base64-encoded JSON object.');
  return text;
}
