import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { batchGetItem } from './operations/batch-get-item.ts';
import { batchWriteItem } from './operations/batch-write-item.ts';
import { describeContinuousBackups, updateContinuousBackups } from './operations/continuous-backups.ts';
import { createTable } from './operations/create-table.ts';
import { describeEndpoints, describeLimits } from './operations/endpoints-and-limits.ts';
import { getItem } from './operations/get-item.ts';
import { query, scan } from './operations/query.ts';
import * as policies from './operations/resource-policies.ts';
import * as tags from './operations/table-tags.ts';
import { deleteTable, describeTable, listTables } from './operations/tables.ts';
import { describeTimeToLive, updateTimeToLive } from './operations/time-to-live.ts';
import { transactGetItems } from './operations/transact-get-items.ts';
import { transactWriteItems } from './operations/transact-write-items.ts';
import { updateTable } from './operations/update-table.ts';
import { deleteItem, putItem, updateItem } from './operations/write-item.ts';
import { createState, type DynamoDbState } from './state.ts';

/** Amazon DynamoDB: tables, items, indexes, transactions, time to live. Its streams are read through the service `dynamodbstreams`. */
export function createDynamoDb(deps: ServiceDeps<Store>): Service<DynamoDbState> {
  const state = createState(deps);
  return {
    id: 'dynamodb',
    state,
    rawJson: true,
    operations: {
      BatchGetItem: batchGetItem,
      BatchWriteItem: batchWriteItem,
      CreateTable: createTable,
      DeleteItem: deleteItem,
      DeleteResourcePolicy: policies.deleteResourcePolicy,
      DeleteTable: deleteTable,
      DescribeContinuousBackups: describeContinuousBackups,
      DescribeEndpoints: describeEndpoints,
      DescribeLimits: describeLimits,
      DescribeTable: describeTable,
      DescribeTimeToLive: describeTimeToLive,
      GetItem: getItem,
      GetResourcePolicy: policies.getResourcePolicy,
      ListTables: listTables,
      ListTagsOfResource: tags.listTagsOfResource,
      PutItem: putItem,
      PutResourcePolicy: policies.putResourcePolicy,
      Query: query,
      Scan: scan,
      TagResource: tags.tagResource,
      TransactGetItems: transactGetItems,
      TransactWriteItems: transactWriteItems,
      UntagResource: tags.untagResource,
      UpdateContinuousBackups: updateContinuousBackups,
      UpdateItem: updateItem,
      UpdateTable: updateTable,
      UpdateTimeToLive: updateTimeToLive,
    },
    resourcePolicy: (arn) => policies.policyOf(state, arn),
    start: () => state.expiry.start(),
    stop: () => state.expiry.stop(),
  };
}
