import { isAwsError } from '../../../core/aws-error.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { changeOfDelete, changeOfPut } from '../changes.ts';
import { consumedByWrite, totals } from '../consumed.ts';
import { validation } from '../errors.ts';
import { type BatchWriteRequest, checkRequest } from '../requests.ts';
import { type DynamoDbState, tableOf } from '../state.ts';
import { nameOnly, namesOf, type Table } from '../table.ts';
import { type Change, placeId, write } from '../write.ts';
import { forTables } from './batch-get-item.ts';
import { collectionMetrics } from './write-item.ts';

interface Raw {
  readonly RequestItems: Readonly<Record<string, readonly object[]>>;
}
type Write = BatchWriteRequest['RequestItems'][string][number];

const MOST = 25;

/** In a batch, a key that is missing or of the wrong type is worded as in a lookup. */
function changeOf(state: DynamoDbState, table: Table, { PutRequest, DeleteRequest }: Write): Change {
  if (PutRequest && DeleteRequest) {
    throw validation(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  const { name: TableName } = table;
  if (DeleteRequest) return changeOfDelete(state, table, { TableName, Key: DeleteRequest.Key });
  try {
    return changeOfPut(state, table, { TableName, Item: PutRequest?.Item ?? {} });
  } catch (error) {
    const ofKey =
      isAwsError(error) &&
      namesOf(table.keys).some(
        (name) =>
          error.message.includes(`Missing the key ${name} in`) ||
          error.message.includes(`Type mismatch for key ${name} expected`),
      );
    throw ofKey ? validation('The provided key element does not match the schema') : error;
  }
}

function changesOf(state: DynamoDbState, input: Raw, request: BatchWriteRequest, context: RequestContext): Change[] {
  const writes = Object.keys(input.RequestItems).flatMap((name) =>
    (request.RequestItems[nameOnly(name)] ?? []).map((each) => ({ name, each })),
  );
  if (writes.length > MOST) throw validation('Too many items requested for the BatchWriteItem call');
  const changes = writes.map(({ name, each }) => changeOf(state, tableOf(state, name, context), each));
  if (new Set(changes.map(({ table, place }) => placeId(table, place))).size < changes.length)
    throw validation('Provided list of item keys contains duplicates');
  return changes;
}

/**
 * Nothing is throttled here, so that all is always processed.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export const batchWriteItem: Operation<DynamoDbState, Raw, object> = {
  resource: forTables,
  handle(state, input, context) {
    // Of this operation DynamoDB still says so in words of its own.
    if (input.RequestItems && Object.keys(input.RequestItems).length === 0)
      throw validation('The requestItems parameter is required for BatchWriteItem');
    const request = checkRequest('batchWriteItem', input);
    const changes = changesOf(state, input, request, context);
    state.deps.store.atomic(() => {
      for (const change of changes) write(state, change, context.now);
    });
    const ConsumedCapacity = totals(
      changes.map(({ table, before, after }) => consumedByWrite(table, request.ReturnConsumedCapacity, before, after)),
    );
    const ItemCollectionMetrics = metricsByTable(changes, request.ReturnItemCollectionMetrics);
    return {
      UnprocessedItems: {},
      ...(ConsumedCapacity ? { ConsumedCapacity } : {}),
      ...(ItemCollectionMetrics ? { ItemCollectionMetrics } : {}),
    };
  },
};

/** What batches and transactions report of item collections; undefined where there is nothing to report. */
export function metricsByTable(
  changes: readonly Change[],
  wanted: string | undefined,
): Record<string, object[]> | undefined {
  const found: Record<string, object[]> = {};
  for (const { table, before, after } of changes) {
    const metrics = collectionMetrics(table, wanted, after ?? before);
    if (metrics) found[table.name] = [...(found[table.name] ?? []), metrics];
  }
  return Object.keys(found).length > 0 ? found : undefined;
}
