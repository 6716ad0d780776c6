import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { notFound } from '../errors.ts';
import type { EventsState } from '../state.ts';
import { authHeaders, lowered } from './auth-headers.ts';
import { connectionByArn } from './connection.ts';
import { pairsOf } from './oauth.ts';
import { checkSecret } from './secret.ts';

export interface CredentialsOutput {
  /** The secret that AWS keeps them in; who uses them must be allowed to read it. */
  readonly secretArn: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: Readonly<Record<string, string>>;
}

/**
 * What a connection adds to a request. Not an operation of AWS's API, but an IAM action of it: the role of
 * a state machine that calls HTTP APIs must be allowed it. The wire refuses it, since the model does not
 * list it.
 * https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 */
export const retrieveConnectionCredentials: Operation<EventsState, { ConnectionArn: string }, CredentialsOutput> = {
  resource: ({ ConnectionArn }) => ConnectionArn,
  async handle(state, { ConnectionArn }, context) {
    const connection = connectionByArn(state, ConnectionArn, context);
    if (!connection) throw notFound(`Connection '${ConnectionArn}' does not exist.`);
    if (connection.state === 'DEAUTHORIZED')
      throw new AwsError('AccessDeniedException', `Connection '${ConnectionArn}' is not authorized.`);
    await checkSecret(state, context.caller, connection);
    const extra = connection.auth.InvocationHttpParameters;
    return {
      secretArn: connection.secretArn ?? '',
      headers: { ...lowered(pairsOf(extra?.HeaderParameters)), ...(await authHeaders(state, connection)) },
      query: pairsOf(extra?.QueryStringParameters),
      body: Object.fromEntries(pairsOf(extra?.BodyParameters)),
    };
  },
};
