import type { CreateConnectionCommandInput, CreateConnectionCommandOutput } from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../../core/aws-error.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { beginAuthorization, firstState } from './authorize.ts';
import { checkAuth, refusePrivate } from './check-auth.ts';
import { type Connection, connectionKey, connectionPattern, connectionStatus } from './connection.ts';
import { dropSecret, keepSecret } from './secret.ts';

export const createConnection: EventsOperation<CreateConnectionCommandInput, CreateConnectionCommandOutput> = {
  resource: ({ Name }, context) => connectionPattern(context, Name),
  async handle(state, input, context) {
    const { Name: name = '', AuthorizationType: type = 'BASIC', AuthParameters = {} } = input;
    const { accountId, region, now } = context;
    checkAuth(state, type, AuthParameters, 'create');
    refusePrivate(input.InvocationConnectivityParameters ?? AuthParameters.ConnectivityParameters);
    const exists = (): boolean => state.connections.has(connectionKey(context, name));
    const another = (): AwsError =>
      new AwsError('ResourceAlreadyExistsException', `Connection '${name}' already exists.`);
    if (exists()) throw another();
    const first = firstState({ type });
    const bare: Connection = {
      accountId,
      region,
      name,
      id: state.deps.ids.uuid(),
      secretArn: undefined,
      description: input.Description,
      type,
      auth: AuthParameters,
      kmsKeyIdentifier: input.KmsKeyIdentifier,
      state: first,
      reason: undefined,
      created: now,
      modified: now,
      authorized: first === 'AUTHORIZED' ? now : undefined,
    };
    const connection = { ...bare, secretArn: await keepSecret(state, context.caller, bare) };
    if (exists()) {
      await dropSecret(state, context.caller, connection);
      throw another();
    }
    state.connections.put(connectionKey(context, name), connection);
    beginAuthorization(state, connection);
    const { LastAuthorizedTime: _, ...status } = connectionStatus(connection);
    return present(status);
  },
};
