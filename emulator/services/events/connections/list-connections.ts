import type { ListConnectionsCommandInput, ListConnectionsCommandOutput } from '@aws-sdk/client-eventbridge';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { present } from '../present.ts';
import { connectionKey, connectionStatus } from './connection.ts';

export const listConnections: EventsOperation<ListConnectionsCommandInput, ListConnectionsCommandOutput> = {
  handle(state, input, context) {
    const entries = state.connections
      .entries(connectionKey(context, input.NamePrefix ?? ''))
      .filter(([, connection]) => input.ConnectionState === undefined || connection.state === input.ConnectionState);
    const { items, next } = pageOf(entries, input);
    return {
      Connections: items.map((connection) =>
        present({
          ...connectionStatus(connection),
          Name: connection.name,
          StateReason: connection.reason,
          AuthorizationType: connection.type,
        }),
      ),
      ...next,
    };
  },
};
