import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { description } from '../describe.ts';
import { invalidValues } from '../errors.ts';
import { type CreateTableRequest, checkRequest, type IndexRequest } from '../requests.ts';
import { arnOfName, type DynamoDbState, nextId, placeOfName, saveTable } from '../state.ts';
import { type Index, namesOf, type Table, type Throughput, tableKey } from '../table.ts';
import { managedKeyArn, newStream, settingsOf, tagMap } from '../table-settings.ts';

export const NO_THROUGHPUT: Throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
const TABLE_LIMIT = 2500;

const throughputOf = (given: Throughput | undefined): Throughput =>
  given ? { ReadCapacityUnits: given.ReadCapacityUnits, WriteCapacityUnits: given.WriteCapacityUnits } : NO_THROUGHPUT;

export const newIndex = (state: DynamoDbState, kind: Index['kind'], request: IndexRequest): Index => ({
  id: nextId(state),
  kind,
  name: request.IndexName,
  keys: request.KeySchema,
  projection: request.Projection,
  throughput: throughputOf(request.ProvisionedThroughput),
});

/** Every definition is the key of something. @throws AwsError `ValidationException` */
function checkDefinitions({ AttributeDefinitions, KeySchema, ...request }: CreateTableRequest): void {
  const indexes = [...(request.LocalSecondaryIndexes ?? []), ...(request.GlobalSecondaryIndexes ?? [])];
  const used = new Set([...namesOf(KeySchema), ...indexes.flatMap((index) => namesOf(index.KeySchema))]);
  const defined = AttributeDefinitions.map(({ AttributeName }) => AttributeName);
  if (defined.some((name) => !used.has(name))) {
    throw invalidValues(
      `Some AttributeDefinitions are not used. AttributeDefinitions: [${defined.join(', ')}], keys used: [${[...used].join(', ')}]`,
    );
  }
}

/**
 * The answer says CREATING, as AWS's does; the table can be used from then on.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export const createTable: Operation<DynamoDbState, { readonly TableName: string }, object> = {
  tagAction: 'dynamodb:TagResource',
  resource: ({ TableName }, context) => arnOfName(String(TableName), context),
  handle(state, input, context) {
    const request = checkRequest('createTable', input);
    const { name, ...place } = placeOfName(input.TableName, context);
    const settings = settingsOf(input);
    checkDefinitions(request);
    if (state.tables.has(tableKey(place, name)))
      throw new AwsError('ResourceInUseException', `Table already exists: ${name}`);
    if (state.tables.entries(tableKey(place, '')).length >= TABLE_LIMIT)
      throw new AwsError(
        'LimitExceededException',
        `Subscriber limit exceeded: There is a limit of ${TABLE_LIMIT} tables per subscriber`,
      );
    const billing = request.BillingMode ?? 'PROVISIONED';
    const table: Table = {
      ...place,
      name,
      id: nextId(state),
      uuid: state.deps.ids.uuid(),
      created: context.now,
      attributes: Object.fromEntries(
        request.AttributeDefinitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]),
      ),
      keys: request.KeySchema,
      indexes: [
        ...(request.LocalSecondaryIndexes ?? []).map((index) => newIndex(state, 'local', index)),
        ...(request.GlobalSecondaryIndexes ?? []).map((index) => newIndex(state, 'global', index)),
      ],
      billing,
      payPerRequestSince: billing === 'PAY_PER_REQUEST' ? context.now : undefined,
      throughput: throughputOf(request.ProvisionedThroughput),
      stream: settings.StreamSpecification?.StreamEnabled
        ? newStream(state, settings.StreamSpecification.StreamViewType ?? 'KEYS_ONLY', context.now)
        : undefined,
      timeToLive: undefined,
      timeToLiveChanged: undefined,
      pointInTime: undefined,
      policy: undefined,
      streamPolicy: undefined,
      deletionProtection: settings.DeletionProtectionEnabled ?? false,
      keyArn: settings.encrypted ? managedKeyArn(place) : undefined,
      tableClass: settings.TableClass ?? 'STANDARD',
      tags: tagMap(settings.Tags ?? []),
    };
    saveTable(state, table);
    return { TableDescription: description(state, table, 'CREATING') };
  },
};
