import type { CreateConnectionCommandInput, CreateConnectionCommandOutput } from '@aws-sdk/client-eventbridge';
import { formatArn } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { beginAuthorization, firstState } from './authorize.ts';
import { checkAuth, refusePrivate } from './check-auth.ts';
import { type Connection, connectionKey, connectionPattern, connectionStatus } from './connection.ts';

const SECRET_SUFFIX = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

export const createConnection: EventsOperation<CreateConnectionCommandInput, CreateConnectionCommandOutput> = {
  resource: ({ Name }, context) => connectionPattern(context, Name),
  handle(state, input, context) {
    const { Name: name = '', AuthorizationType: type = 'BASIC', AuthParameters = {} } = input;
    const { accountId, region, now } = context;
    checkAuth(state, type, AuthParameters, 'create');
    refusePrivate(input.InvocationConnectivityParameters ?? AuthParameters.ConnectivityParameters);
    if (state.connections.has(connectionKey(context, name))) {
      throw new AwsError('ResourceAlreadyExistsException', `Connection '${name}' already exists.`);
    }
    const { ids } = state.deps;
    const secret = `secret:events!connection/${name}/${ids.uuid()}-${ids.text(6, SECRET_SUFFIX)}`;
    const first = firstState({ type });
    const connection: Connection = {
      accountId,
      region,
      name,
      id: ids.uuid(),
      secretArn: formatArn('secretsmanager', context, secret),
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
    state.connections.put(connectionKey(context, name), connection);
    beginAuthorization(state, connection);
    const { LastAuthorizedTime: _, ...status } = connectionStatus(connection);
    return present(status);
  },
};
