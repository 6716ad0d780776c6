import { DomainError } from '../errors.ts';
import { parseJson } from '../validation/parse-json.ts';
import { type HttpResponse, httpHandler } from './http-handler.ts';
import type { HttpRequest } from './request.ts';

/** Nobody was recognised by the request's API key. */
export class UnrecognisedError extends DomainError {
  readonly name = 'UnrecognisedError';
  readonly kind = 'unauthenticated';
}

const REASONS: Readonly<Record<string, string>> = {
  missing: 'Send your API key: "Authorization: Bearer trk_…".',
  wrong: 'The API key is none of ours. Check that it is whole; the provider can issue another.',
  revoked: 'The API key was revoked. The provider can issue another.',
};

/** A request of an integrator, whom the authorizer has recognised. */
export interface ApiRequest extends HttpRequest {
  readonly tenant: string;
  /** The body's JSON value. @throws MalformedBodyError */
  json(): unknown;
}

/** The chain of every route of the subscriptions API; the only place where strangers are turned away. */
export const apiHandler = (handle: (request: ApiRequest) => Promise<HttpResponse>) =>
  httpHandler(async (request) => {
    const { tenant, refusal = 'missing' } = request.caller;
    if (!tenant) throw new UnrecognisedError(REASONS[refusal] ?? REASONS.missing);
    return handle({ ...request, tenant, json: () => parseJson(request.body.toString('utf8')) });
  });
