import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { description } from '../describe.ts';
import { invalidValues, validation } from '../errors.ts';
import { BEHIND_ALL, NO_RANGE, SLOTS } from '../keys.ts';
import { checkMembers, checkMembersOf, type IndexRequest, type UpdateTableRequest } from '../requests.ts';
import { type DynamoDbState, namedTable, saveTable } from '../state.ts';
import { type Index, namesOf, placeOf, type Table, type Throughput } from '../table.ts';
import { managedKeyArn, newStream, settingsOf } from '../table-settings.ts';
import type { Type } from '../values.ts';
import { NO_THROUGHPUT, newIndex } from './create-table.ts';
import { forTable } from './tables.ts';

type Settings = ReturnType<typeof settingsOf>;
type IndexUpdate = NonNullable<UpdateTableRequest['GlobalSecondaryIndexUpdates']>[number];
interface Definitions {
  readonly AttributeDefinitions?: readonly { readonly AttributeName: string; readonly AttributeType: Type }[];
}

const DEFINITIONS = {
  AttributeDefinitions: {
    type: 'List',
    children: {
      type: 'ValueStruct<AttributeDefinition>',
      children: {
        AttributeName: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 255 },
        AttributeType: { type: 'String', notNull: true, enum: ['B', 'N', 'S'] },
      },
    },
  },
};
const INDEX_LIMIT = 20;

const limit = (message: string): AwsError => new AwsError('LimitExceededException', message);

function checkTogether(request: UpdateTableRequest, settings: Settings): void {
  const { ProvisionedThroughput, BillingMode, GlobalSecondaryIndexUpdates = [] } = request;
  const given = [
    ProvisionedThroughput,
    BillingMode,
    settings.StreamSpecification,
    settings.DeletionProtectionEnabled,
    settings.TableClass,
    settings.encrypted,
    GlobalSecondaryIndexUpdates[0],
  ];
  if (given.every((each) => each === undefined)) {
    throw validation(
      'At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required',
    );
  }
  if (BillingMode === 'PROVISIONED' && !ProvisionedThroughput)
    throw invalidValues('ProvisionedThroughput must be specified when BillingMode is PROVISIONED');
  const names = GlobalSecondaryIndexUpdates.map(
    ({ Create, Update, Delete }) => (Create ?? Update ?? Delete)?.IndexName,
  );
  if (names.includes(undefined)) {
    throw invalidValues(
      'One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Delete must not be null',
    );
  }
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (twice !== undefined)
    throw invalidValues(`Only one global secondary index update per index is allowed simultaneously. Index: ${twice}`);
  if (GlobalSecondaryIndexUpdates.filter(({ Create, Delete }) => Create ?? Delete).length > 1)
    throw limit('Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table');
}

function billed(table: Table, { BillingMode, ProvisionedThroughput: given }: UpdateTableRequest, now: number): Table {
  const billing = BillingMode ?? table.billing;
  if (given && billing === 'PAY_PER_REQUEST') {
    throw invalidValues(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = table.throughput;
  if (given && billing === table.billing && given.ReadCapacityUnits === read && given.WriteCapacityUnits === write) {
    throw validation(
      `The provisioned throughput for the table will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for the table: ${read}. Requested ReadCapacityUnits: ${given.ReadCapacityUnits}. Current WriteCapacityUnits provisioned for the table: ${write}. Requested WriteCapacityUnits: ${given.WriteCapacityUnits}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
    );
  }
  const becomesFree = billing === 'PAY_PER_REQUEST' && table.billing !== billing;
  const throughput: Throughput = becomesFree ? NO_THROUGHPUT : (given ?? table.throughput);
  return {
    ...table,
    billing,
    throughput,
    payPerRequestSince: becomesFree ? now : table.payPerRequestSince,
    indexes: becomesFree ? table.indexes.map((index) => ({ ...index, throughput: NO_THROUGHPUT })) : table.indexes,
  };
}

/** Fills a new index from the items that have its keys. Items whose attribute has another type stay out, as on AWS. */
function backfill(state: DynamoDbState, table: Table, index: Index): void {
  const before = { slot: -1, hash: NO_RANGE, range: NO_RANGE };
  for (const item of [...state.items.scan(table.id, SLOTS, before)]) {
    const place = placeOf(table.keys, item);
    const typed = namesOf(index.keys).every((name) => Object.keys(item[name] ?? {})[0] === table.attributes[name]);
    const entry = typed ? placeOf(index.keys, item) : undefined;
    if (entry && place && entry.range.length < BEHIND_ALL.length)
      state.items.putEntry(index.id, { entry, item: place });
  }
}

function created(state: DynamoDbState, table: Table, request: IndexRequest, definitions: Definitions): Table {
  if (table.indexes.some(({ name }) => name === request.IndexName))
    throw validation(`Attempting to create an index which already exists: ${request.IndexName}`);
  if (table.indexes.filter(({ kind }) => kind === 'global').length >= INDEX_LIMIT)
    throw limit(`Subscriber limit exceeded: GlobalSecondaryIndex count exceeds the per-table limit of ${INDEX_LIMIT}`);
  const added = Object.fromEntries(
    (definitions.AttributeDefinitions ?? []).map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
  );
  const attributes = { ...table.attributes, ...added };
  const missing = namesOf(request.KeySchema).filter((name) => !Object.hasOwn(attributes, name));
  if (missing.length > 0) {
    throw invalidValues(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${namesOf(request.KeySchema).join(', ')}], AttributeDefinitions: [${Object.keys(attributes).join(', ')}]`,
    );
  }
  if (request.KeySchema[0]?.KeyType !== 'HASH')
    throw validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  if (table.billing === 'PROVISIONED' && !request.ProvisionedThroughput)
    throw invalidValues(`ProvisionedThroughput must be specified for index: ${request.IndexName}`);
  if (table.billing === 'PAY_PER_REQUEST' && request.ProvisionedThroughput) {
    throw invalidValues(
      `ProvisionedThroughput should not be specified for index: ${request.IndexName} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  const index = newIndex(state, 'global', request);
  const wanted = { ...table, attributes, indexes: [...table.indexes, index] };
  backfill(state, wanted, index);
  return wanted;
}

const unused = (table: Table): Table => {
  const used = new Set([...namesOf(table.keys), ...table.indexes.flatMap(({ keys }) => namesOf(keys))]);
  return {
    ...table,
    attributes: Object.fromEntries(Object.entries(table.attributes).filter(([name]) => used.has(name))),
  };
};

function indexed(state: DynamoDbState, table: Table, update: IndexUpdate, definitions: Definitions): Table {
  if (update.Create) return created(state, table, update.Create, definitions);
  const name = (update.Update ?? update.Delete)?.IndexName;
  const index = table.indexes.find((each) => each.name === name && each.kind === 'global');
  if (!index) throw new AwsError('ResourceNotFoundException', 'Requested resource not found');
  if (update.Delete) {
    state.items.clearEntries(index.id);
    return unused({ ...table, indexes: table.indexes.filter((each) => each !== index) });
  }
  const throughput = update.Update?.ProvisionedThroughput ?? index.throughput;
  return { ...table, indexes: table.indexes.map((each) => (each === index ? { ...index, throughput } : each)) };
}

function streamed(state: DynamoDbState, table: Table, { StreamSpecification: wanted }: Settings, now: number): Table {
  if (!wanted) return table;
  const isOn = table.stream && table.stream.closed === undefined;
  if (wanted.StreamEnabled && isOn) throw validation(`Table already has an enabled stream: TableName: ${table.name}`);
  if (!wanted.StreamEnabled && !isOn) throw validation(`Table has no stream to disable: TableName: ${table.name}`);
  const { stream, accountId, region, name, keys } = table;
  if (!wanted.StreamEnabled) return { ...table, stream: stream && { ...stream, closed: now } };
  if (stream) state.oldStreams.put(String(stream.id), { ...stream, table: { accountId, region, name, keys } });
  return { ...table, stream: newStream(state, wanted.StreamViewType ?? 'KEYS_ONLY', now) };
}

const encryptedBy = (table: Table, { encrypted }: Settings): string | undefined =>
  encrypted === undefined ? table.keyArn : encrypted ? managedKeyArn(table) : undefined;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html */
export const updateTable: Operation<DynamoDbState, { readonly TableName: string }, object> = {
  resource: forTable,
  handle(state, input, context) {
    const request = checkMembersOf('updateTable', input);
    const definitions = checkMembers<Definitions>(input, DEFINITIONS);
    const settings = settingsOf(input);
    checkTogether(request, settings);
    const before = namedTable(state, input.TableName, context);
    return state.deps.store.atomic(() => {
      let table = billed(before, request, context.now);
      for (const update of request.GlobalSecondaryIndexUpdates ?? [])
        table = indexed(state, table, update, definitions);
      table = streamed(state, table, settings, context.now);
      table = {
        ...table,
        deletionProtection: settings.DeletionProtectionEnabled ?? table.deletionProtection,
        keyArn: encryptedBy(table, settings),
        tableClass: settings.TableClass ?? table.tableClass,
      };
      saveTable(state, table);
      const fresh = table.indexes.filter(({ id }) => !before.indexes.some((each) => each.id === id));
      return {
        TableDescription: description(
          state,
          table,
          'UPDATING',
          fresh.map(({ name }) => name),
        ),
      };
    });
  },
};
