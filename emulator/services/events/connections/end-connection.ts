import type {
  DeauthorizeConnectionCommandInput,
  DeauthorizeConnectionCommandOutput,
  DeleteConnectionCommandInput,
  DeleteConnectionCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import { connectionPattern, connectionStatus, keyOfConnection, requireConnection } from './connection.ts';
import { dropSecret } from './secret.ts';

export const deleteConnection: EventsOperation<DeleteConnectionCommandInput, DeleteConnectionCommandOutput> = {
  resource: ({ Name }, context) => connectionPattern(context, Name),
  async handle(state, { Name = '' }, context) {
    const connection = requireConnection(state, context, Name);
    await dropSecret(state, context.caller, connection);
    state.connections.delete(keyOfConnection(connection));
    return present({ ...connectionStatus(connection), ConnectionState: 'DELETING' as const });
  },
};

/** Takes the credentials away; the connection and its ARN remain. */
export const deauthorizeConnection: EventsOperation<
  DeauthorizeConnectionCommandInput,
  DeauthorizeConnectionCommandOutput
> = {
  resource: ({ Name }, context) => connectionPattern(context, Name),
  async handle(state, { Name = '' }, context) {
    const connection = requireConnection(state, context, Name);
    await dropSecret(state, context.caller, connection);
    const updated = {
      ...connection,
      auth: {},
      secretArn: undefined,
      state: 'DEAUTHORIZED' as const,
      modified: context.now,
    };
    state.connections.put(keyOfConnection(connection), updated);
    return present({ ...connectionStatus(updated), ConnectionState: 'DEAUTHORIZING' as const });
  },
};
