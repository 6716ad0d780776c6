import { type Place, parseArn } from '../../core/arn.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import { noResource, noTable } from './errors.ts';
import { createItems, type Items } from './items.ts';
import { createStreams, type StreamRecord, type Streams } from './streams.ts';
import { nameOnly, type StreamState, type Table, tableArn, tableKey } from './table.ts';
import { createExpiry, type Expiry } from './time-to-live.ts';
import { createTransactionTokens, type TransactionTokens } from './transaction-tokens.ts';

/** A stream whose table is gone or has another by now. It can be read for a day. */
export interface OldStream extends StreamState {
  readonly table: Pick<Table, 'accountId' | 'region' | 'name' | 'keys'>;
}

export interface DynamoDbState {
  readonly deps: ServiceDeps<Store>;
  readonly tables: Collection<Table>;
  readonly oldStreams: Collection<OldStream>;
  readonly tokens: TransactionTokens;
  readonly counters: Collection<{ readonly last: number }>;
  /** Sizes of tables, which DynamoDB counts every six hours, by table number. */
  readonly counted: Map<number, { readonly at: number; readonly items: number; readonly bytes: number }>;
  readonly items: Items;
  readonly streams: Streams;
  readonly expiry: Expiry;
}

export function createState(deps: ServiceDeps<Store>): DynamoDbState {
  const state: DynamoDbState = {
    deps,
    tables: deps.store.collection('dynamodb.tables'),
    oldStreams: deps.store.collection('dynamodb.old-streams'),
    tokens: createTransactionTokens(deps.store),
    counters: deps.store.collection('dynamodb.counters'),
    counted: new Map(),
    items: createItems(deps.store),
    streams: createStreams(deps.store),
    expiry: createExpiry(deps.clock, () => state),
  };
  return state;
}

/** A number no table, index or stream had before. */
export function nextId({ counters }: DynamoDbState): number {
  const last = (counters.get('id')?.last ?? 0) + 1;
  counters.put('id', { last });
  return last;
}

/** `TableName` may be a name or an ARN, which may be of another account. */
export function placeOfName(nameOrArn: string, context: Place): Place & { readonly name: string } {
  const arn = nameOrArn.startsWith('arn:') ? parseArn(nameOrArn) : undefined;
  const { accountId, region } = arn ?? context;
  return { accountId, region, name: nameOnly(nameOrArn) };
}

export const arnOfName = (nameOrArn: string, context: Place): string => tableArn(placeOfName(nameOrArn, context));

const find = ({ tables }: DynamoDbState, nameOrArn: string, context: Place): Table | undefined => {
  const place = placeOfName(nameOrArn, context);
  return tables.get(tableKey(place, place.name));
};

/** For reads and writes of items. @throws AwsError `ResourceNotFoundException` */
export function tableOf(state: DynamoDbState, nameOrArn: string, context: Place): Table {
  const table = find(state, nameOrArn, context);
  if (!table) throw noResource();
  return table;
}

/** For the table itself. @throws AwsError `ResourceNotFoundException`, naming the table */
export function namedTable(state: DynamoDbState, nameOrArn: string, context: Place): Table {
  const table = find(state, nameOrArn, context);
  if (!table) throw noTable(placeOfName(nameOrArn, context).name);
  return table;
}

export const saveTable = ({ tables }: DynamoDbState, table: Table): void =>
  tables.put(tableKey(table, table.name), table);

export type { RequestContext, StreamRecord };
