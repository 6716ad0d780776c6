import { isAwsError } from '../../../core/aws-error.ts';
import { roleCaller } from '../../../core/caller.ts';
import { evaluate } from '../../../iam/evaluate.ts';
import { PolicyError, parsePolicy } from '../../../iam/policy.ts';
import { type Authorizer, invokeArn } from '../api.ts';
import type { ApiGatewayState } from '../state.ts';
import { callFunction, FunctionFailure } from './call-function.ts';
import { authorizerEvent } from './function-event.ts';
import type { RoutedRequest } from './http-request.ts';

export type Verdict =
  | { readonly kind: 'allowed'; readonly authorizer: object }
  | { readonly kind: 'denied' }
  /** The function failed, or said nothing that can be understood. */
  | { readonly kind: 'failed' };

interface SimpleAnswer {
  readonly isAuthorized?: unknown;
  readonly context?: object;
}
interface PolicyAnswer {
  readonly principalId?: unknown;
  readonly policyDocument?: object;
  readonly context?: object;
}

/** The policy that a function answered with is that of the caller. @throws PolicyError */
function allows(policy: object, resource: string, accountId: string): boolean {
  const identity = [parsePolicy(JSON.stringify(policy), 'identity')];
  const caller = roleCaller(`arn:aws:iam::${accountId}:role/authorizer`, 'caller');
  return evaluate({ caller, action: 'execute-api:Invoke', resource, accountId, keys: {} }, { identity }) === 'allow';
}

function verdictOf(authorizer: Authorizer, payload: string, resource: string, accountId: string): Verdict {
  const answer = JSON.parse(payload) as (SimpleAnswer & PolicyAnswer) | null;
  const shown = (context: object, principalId?: unknown): object =>
    authorizer.AuthorizerPayloadFormatVersion === '2.0'
      ? { lambda: context }
      : { ...context, ...(principalId === undefined ? {} : { principalId }) };
  if (authorizer.EnableSimpleResponses) {
    if (typeof answer?.isAuthorized !== 'boolean') return { kind: 'failed' };
    return answer.isAuthorized ? { kind: 'allowed', authorizer: shown(answer.context ?? {}) } : { kind: 'denied' };
  }
  if (typeof answer?.principalId !== 'string' || !answer.policyDocument) return { kind: 'failed' };
  return allows(answer.policyDocument, resource, accountId)
    ? { kind: 'allowed', authorizer: shown(answer.context ?? {}, answer.principalId) }
    : { kind: 'denied' };
}

/**
 * Asks a Lambda authorizer about a request.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export async function askAuthorizer(
  state: ApiGatewayState,
  request: RoutedRequest,
  authorizer: Authorizer,
  identity: readonly string[],
  resource: string,
): Promise<Verdict> {
  const { api } = request;
  try {
    const payload = await callFunction(state, {
      api,
      uri: authorizer.AuthorizerUri,
      credentialsArn: authorizer.AuthorizerCredentialsArn,
      source: `authorizers/${authorizer.AuthorizerId}`,
      event: authorizerEvent(authorizer.AuthorizerPayloadFormatVersion, request, resource, identity),
    });
    return verdictOf(authorizer, payload, resource, api.accountId);
  } catch (error) {
    const ours = error instanceof FunctionFailure || error instanceof PolicyError || error instanceof SyntaxError;
    if (!ours && !isAwsError(error)) throw error;
    state.deps.log.info('an authorizer failed', { api: invokeArn(api, ''), error: String(error) });
    return { kind: 'failed' };
  }
}
