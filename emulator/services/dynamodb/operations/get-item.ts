import type { Operation } from '../../../core/service.ts';
import { checkNested } from '../changes.ts';
import { consumed, readUnits } from '../consumed.ts';
import { pathsOf, project } from '../projections.ts';
import { checkRequest } from '../requests.ts';
import { type DynamoDbState, tableOf } from '../state.ts';
import { itemSize } from '../values.ts';
import { placeOfKey } from '../write.ts';
import { forTable } from './tables.ts';

export const getItem: Operation<DynamoDbState, { readonly TableName: string }, object> = {
  resource: forTable,
  handle(state, input, context) {
    const request = checkRequest('getItem', input);
    const table = tableOf(state, input.TableName, context);
    const place = placeOfKey(table, request.Key);
    checkNested(table, request._projection?.nestedPaths);
    const item = state.items.get(table.id, place);
    const units = readUnits(item ? itemSize(item) : 0, request.ConsistentRead);
    const ConsumedCapacity = consumed(table, request.ReturnConsumedCapacity, units);
    return {
      ...(item ? { Item: project(item, pathsOf(request)) } : {}),
      ...(ConsumedCapacity ? { ConsumedCapacity } : {}),
    };
  },
};
