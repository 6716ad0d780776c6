import { assumeRole } from '../../../core/assume-role.ts';
import { serviceCaller } from '../../../core/caller.ts';
import { type Api, invokeArn } from '../api.ts';
import type { ApiGatewayState } from '../state.ts';
import { functionOfUri } from './function-uri.ts';

export const PRINCIPAL = 'apigateway.amazonaws.com';

/** The function answered with an error, or could not be asked. */
export class FunctionFailure extends Error {
  override name = 'FunctionFailure';
}

export interface FunctionCall {
  readonly api: Api;
  readonly uri: string;
  /** A role to call it under. Left out: in API Gateway's own name, which the function's policy must allow. */
  readonly credentialsArn?: string | undefined;
  /** Behind `<api id>/`, for the condition `aws:SourceArn`. */
  readonly source: string;
  readonly event: object;
}

/**
 * Invokes a function and waits for its result.
 * @returns the payload as text
 * @throws FunctionFailure where the function failed, AwsError where it may not be called or is throttled
 */
export async function callFunction({ deps }: ApiGatewayState, call: FunctionCall): Promise<string> {
  const { api, uri, credentialsArn, source, event } = call;
  const arn = functionOfUri(uri) ?? '';
  const sourceArn = invokeArn(api, source);
  const caller = credentialsArn
    ? await assumeRole(deps.aws, PRINCIPAL, credentialsArn, 'BackplaneAssumeRoleSession', sourceArn)
    : serviceCaller(PRINCIPAL, api.accountId, sourceArn);
  const [, , , region = '', accountId = ''] = arn.split(':');
  const answer = await deps.aws.call<{ Payload?: Uint8Array | string; FunctionError?: string }>(
    caller,
    'lambda',
    'Invoke',
    { FunctionName: arn, Payload: Buffer.from(JSON.stringify(event)) },
    { accountId, region },
  );
  const payload = Buffer.from(answer.Payload ?? '').toString('utf8');
  if (answer.FunctionError !== undefined) throw new FunctionFailure(payload);
  return payload;
}
