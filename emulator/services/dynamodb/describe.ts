import type { DynamoDbState } from './state.ts';
import { type Index, indexArn, streamArn, type Table, tableArn } from './table.ts';

/** DynamoDB counts items about every six hours. */
const COUNT_EVERY = 6 * 3600 * 1000;

function sizeOf(
  state: DynamoDbState,
  id: number,
  count: () => { items: number; bytes: number | null },
  created: number,
) {
  const now = state.deps.clock.now();
  const known = state.counted.get(id);
  if (known && now - known.at < COUNT_EVERY) return known;
  // A table younger than the first count is shown as empty, however full it is.
  const { items, bytes } = now - created < COUNT_EVERY ? { items: 0, bytes: 0 } : count();
  const found = { at: known ? now : created, items, bytes: bytes ?? 0 };
  state.counted.set(id, found);
  return found;
}

const shownIndex = (state: DynamoDbState, table: Table, index: Index, status: string | undefined) => {
  const { items, bytes } = sizeOf(state, index.id, () => state.items.countEntries(table.id, index.id), table.created);
  return {
    IndexName: index.name,
    KeySchema: index.keys,
    Projection: index.projection,
    ...(index.kind === 'global'
      ? { IndexStatus: status ?? 'ACTIVE', ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...index.throughput } }
      : {}),
    IndexSizeBytes: bytes,
    ItemCount: items,
    IndexArn: indexArn(table, index.name),
  };
};

/** Attribute definitions that some key uses. */
const definitions = ({ attributes }: Table) =>
  Object.entries(attributes).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));

/**
 * A table as DescribeTable gives it; times in seconds.
 * @param status what the operation that changes it reports; `ACTIVE` otherwise
 */
export function description(state: DynamoDbState, table: Table, status = 'ACTIVE', newIndexes: readonly string[] = []) {
  const { items, bytes } = sizeOf(state, table.id, () => state.items.count(table.id), table.created);
  const shown = (kind: Index['kind']) =>
    table.indexes
      .filter((index) => index.kind === kind)
      .map((index) =>
        shownIndex(
          state,
          table,
          index,
          newIndexes.includes(index.name) || status === 'CREATING' ? 'CREATING' : undefined,
        ),
      );
  const [local, global] = [shown('local'), shown('global')];
  const { stream } = table;
  return {
    AttributeDefinitions: definitions(table),
    TableName: table.name,
    KeySchema: table.keys,
    TableStatus: status,
    CreationDateTime: table.created / 1000,
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ...table.throughput },
    TableSizeBytes: bytes,
    ItemCount: items,
    TableArn: tableArn(table),
    TableId: table.uuid,
    ...(table.payPerRequestSince === undefined
      ? {}
      : {
          BillingModeSummary: {
            BillingMode: table.billing,
            LastUpdateToPayPerRequestDateTime: table.payPerRequestSince / 1000,
          },
        }),
    ...(local.length > 0 ? { LocalSecondaryIndexes: local } : {}),
    ...(global.length > 0 ? { GlobalSecondaryIndexes: global } : {}),
    ...(stream
      ? {
          ...(stream.closed === undefined
            ? { StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view } }
            : {}),
          LatestStreamLabel: stream.label,
          LatestStreamArn: streamArn(table, stream.label),
        }
      : {}),
    ...(table.tableClass === 'STANDARD' ? {} : { TableClassSummary: { TableClass: table.tableClass } }),
    DeletionProtectionEnabled: table.deletionProtection,
    ...(table.keyArn === undefined
      ? {}
      : { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: table.keyArn } }),
  };
}
