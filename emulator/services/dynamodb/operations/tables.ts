import type { Operation } from '../../../core/service.ts';
import { description } from '../describe.ts';
import { validation } from '../errors.ts';
import { checkMembers, checkRequest } from '../requests.ts';
import { arnOfName, type DynamoDbState, namedTable } from '../state.ts';
import { tableArn, tableKey } from '../table.ts';
import { TABLE_NAME } from '../types.ts';

interface Named {
  readonly TableName: string;
}
export const forTable = ({ TableName }: Named, context: Parameters<typeof arnOfName>[1]): string =>
  arnOfName(String(TableName), context);

export const describeTable: Operation<DynamoDbState, Named, object> = {
  resource: forTable,
  handle(state, input, context) {
    const { TableName } = checkMembers<Named>(input, { TableName: TABLE_NAME });
    return { Table: description(state, namedTable(state, TableName, context)) };
  },
};

/** A closed stream outlives its table by a day. */
export const deleteTable: Operation<DynamoDbState, Named, object> = {
  resource: forTable,
  handle(state, input, context) {
    const { TableName } = checkMembers<Named>(input, { TableName: TABLE_NAME });
    const table = namedTable(state, TableName, context);
    if (table.deletionProtection) {
      throw validation(
        `Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first. Table: ${tableArn(table)}`,
      );
    }
    const answer = description(state, table, 'DELETING');
    state.deps.store.atomic(() => {
      const { stream, accountId, region, name, keys } = table;
      if (stream) {
        const closed = stream.closed ?? context.now;
        state.oldStreams.put(String(stream.id), { ...stream, closed, table: { accountId, region, name, keys } });
      }
      state.items.clear(table.id);
      for (const index of table.indexes) state.items.clearEntries(index.id);
      state.tables.delete(tableKey(table, table.name));
    });
    return { TableDescription: answer };
  },
};

export const listTables: Operation<DynamoDbState, object, object> = {
  handle(state, input, context) {
    const { ExclusiveStartTableName: after, Limit: limit = 100 } = checkRequest('listTables', input);
    const names = state.tables.values(tableKey(context, '')).map(({ name }) => name);
    const rest = after === undefined ? names : names.filter((name) => name > after);
    const page = rest.slice(0, limit);
    const last = page.at(-1);
    return { TableNames: page, ...(rest.length > limit && last !== undefined ? { LastEvaluatedTableName: last } : {}) };
  },
};
