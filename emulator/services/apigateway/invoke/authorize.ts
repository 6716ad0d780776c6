import { isAwsError } from '../../../core/aws-error.ts';
import { type Caller, callerName } from '../../../core/caller.ts';
import type { EdgeRequest, EdgeResponse } from '../../../core/service.ts';
import { type Authorizer, invokeArn, type Snapshot } from '../api.ts';
import type { ApiGatewayState } from '../state.ts';
import { plainAnswer } from './function-answer.ts';
import type { RoutedRequest } from './http-request.ts';
import { identityOf } from './identity-source.ts';
import { askAuthorizer, type Verdict } from './lambda-authorizer.ts';

/** Who signed a request. @throws AwsError */
export type IdentifyRequest = (request: EdgeRequest) => Caller;

/** Either an answer that ends the request, or what the function is told of the caller. */
export type Authorization =
  | { readonly kind: 'refused'; readonly answer: EdgeResponse }
  | { readonly kind: 'admitted'; readonly authorizer?: object };

const refused = (status: number, message: string): Authorization => ({
  kind: 'refused',
  answer: plainAnswer(status, message),
});

/** What an API's caller is permitted on: the path as it was called. */
const resourceOf = ({ api, stage, method, path }: RoutedRequest): string =>
  invokeArn(api, `${stage.StageName}/${method}${path}`);

async function bySignature(
  state: ApiGatewayState,
  request: RoutedRequest,
  edge: EdgeRequest,
  identify: IdentifyRequest,
): Promise<Authorization> {
  const { accountId, region } = request.api;
  try {
    const caller = identify(edge);
    if (caller.kind === 'anonymous') return refused(403, 'Forbidden');
    await state.deps.aws.call(
      caller,
      'apigateway',
      'InvokeRoute',
      { Resource: resourceOf(request) },
      { accountId, region },
    );
    const arn = callerName(caller);
    const iam = {
      accessKey: /Credential=([^/,\s]+)/.exec(String(edge.headers.authorization ?? ''))?.[1] ?? null,
      accountId: caller.accountId,
      callerId: arn,
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: arn,
      userId: arn,
    };
    return { kind: 'admitted', authorizer: { iam } };
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return refused(403, 'Forbidden');
  }
}

interface Kept {
  readonly verdict: Verdict;
  readonly until: number;
}
const MOST_KEPT = 10_000;

/** Verdicts of authorizers, kept for as long as each says; after a start they are asked anew. */
export function createAuthorization(state: ApiGatewayState, identify: IdentifyRequest) {
  const kept = new Map<string, Kept>();

  const byFunction = async (request: RoutedRequest, authorizer: Authorizer): Promise<Authorization> => {
    const identity = identityOf(authorizer.IdentitySource, request);
    if (!identity) return refused(401, 'Unauthorized');
    const key = JSON.stringify([request.api.id, authorizer, identity, resourceOf(request)]);
    const known = kept.get(key);
    let verdict = known && known.until > request.now ? known.verdict : undefined;
    if (!verdict) {
      verdict = await askAuthorizer(state, request, authorizer, identity, resourceOf(request));
      if (kept.size >= MOST_KEPT) kept.clear();
      kept.set(key, { verdict, until: request.now + authorizer.AuthorizerResultTtlInSeconds * 1000 });
    }
    if (verdict.kind === 'failed') {
      kept.delete(key);
      return refused(500, 'Internal Server Error');
    }
    return verdict.kind === 'denied' ? refused(403, 'Forbidden') : { kind: 'admitted', authorizer: verdict.authorizer };
  };

  return async (request: RoutedRequest, snapshot: Snapshot, edge: EdgeRequest): Promise<Authorization> => {
    const { AuthorizationType: type, AuthorizerId: id } = request.route;
    if (type === 'NONE') return { kind: 'admitted' };
    if (type === 'AWS_IAM') return bySignature(state, request, edge, identify);
    const authorizer = snapshot.authorizers.find(({ AuthorizerId }) => AuthorizerId === id);
    return authorizer ? byFunction(request, authorizer) : refused(500, 'Internal Server Error');
  };
}
