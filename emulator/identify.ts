import { AwsError } from './core/aws-error.ts';
import { administrator, type Caller, DEFAULT_ACCOUNT, type RoleCaller } from './core/caller.ts';
import type { Clock, Instant } from './core/clock.ts';
import type { EdgeRequest } from './core/service.ts';
import type { WireRequest } from './wire/codec.ts';
import { isSignedWith, type Signature, signatureOf } from './wire/sigv4.ts';

/** Credentials that STS issued. */
export interface IssuedSession {
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expires: Instant;
  readonly caller: RoleCaller;
}

export type SessionOf = (accessKeyId: string) => IssuedSession | undefined;
export type Identify = (signature: Signature | undefined, request: WireRequest, rawBody: Uint8Array) => Caller;
export type IdentifyEdge = (request: EdgeRequest) => Caller;

const ACCOUNT = /^\d{12}$/;

/**
 * The access key tells who calls. A key that STS issued is a role's session, and its signature is
 * verified. Any other key is the operator: administrator of the account that the key names (twelve
 * digits) or, where it names none, of the default account. Its secret is not known here, so its signature cannot be checked.
 */
export function createIdentify(sessionOf: SessionOf, clock: Clock): Identify {
  return (signature, request, rawBody) => {
    if (!signature) return { kind: 'anonymous', accountId: DEFAULT_ACCOUNT };
    const session = sessionOf(signature.accessKeyId);
    if (!session) {
      if (signature.accessKeyId.startsWith('ASIA')) {
        throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', {
          status: 403,
        });
      }
      return administrator(ACCOUNT.test(signature.accessKeyId) ? signature.accessKeyId : DEFAULT_ACCOUNT);
    }
    if (signature.sessionToken !== session.sessionToken) {
      throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', {
        status: 403,
      });
    }
    if (session.expires <= clock.now()) {
      throw new AwsError('ExpiredTokenException', 'The security token included in the request is expired', {
        status: 403,
      });
    }
    if (!isSignedWith(session.secretAccessKey, signature, request, rawBody)) {
      throw new AwsError(
        'InvalidSignatureException',
        'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method.',
        { status: 403 },
      );
    }
    return session.caller;
  };
}

/** The same for a request to a deployed HTTP API. */
export const createIdentifyEdge =
  (identify: Identify): IdentifyEdge =>
  (request) => {
    const mark = request.url.indexOf('?');
    const wire: WireRequest = {
      method: request.method,
      path: mark < 0 ? request.url : request.url.slice(0, mark),
      query: new URLSearchParams(mark < 0 ? '' : request.url.slice(mark + 1)),
      headers: request.headers,
      body: request.body,
    };
    return identify(signatureOf(wire), wire, request.body);
  };
