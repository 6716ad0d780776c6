import type { Integration } from './integration.ts';
import { callOptimised, given, type OptimisedApi, parametersOf, withMetadata } from './optimised.ts';

const API: OptimisedApi = {
  service: 'dynamodb',
  names: { prefix: 'DynamoDB', generic: 'AmazonDynamoDBException', service: 'AmazonDynamoDBv2' },
  contentType: 'application/x-amz-json-1.0',
  raw: true,
};

const item =
  (operation: string): Integration =>
  async (call) =>
    withMetadata(call, API, await callOptimised(call, API, operation, given(parametersOf(call))));

/** https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
export const getItem = item('GetItem');
export const putItem = item('PutItem');
export const updateItem = item('UpdateItem');
export const deleteItem = item('DeleteItem');
