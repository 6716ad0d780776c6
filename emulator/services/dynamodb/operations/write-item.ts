import type { Operation } from '../../../core/service.ts';
import { changeOfDelete, changeOfPut, changeOfUpdate, returned } from '../changes.ts';
import { consumedByWrite } from '../consumed.ts';
import { checkMembers, checkRequest, type Requests, type UpdateRequest } from '../requests.ts';
import { type DynamoDbState, tableOf } from '../state.ts';
import { namesOf, type Table } from '../table.ts';
import { RETURN_ON_FAILURE } from '../types.ts';
import { type Item, itemSize } from '../values.ts';
import { type Change, write } from '../write.ts';
import { forTable } from './tables.ts';

interface Raw {
  readonly TableName: string;
}
interface Options {
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
  readonly ReturnValues?: string;
}

/** Whether a failed condition shall show the item. */
const showsItem = (input: object): boolean =>
  checkMembers<{ readonly ReturnValuesOnConditionCheckFailure?: string }>(input, {
    ReturnValuesOnConditionCheckFailure: RETURN_ON_FAILURE,
  }).ReturnValuesOnConditionCheckFailure === 'ALL_OLD';

/** Only tables with a local index have collections. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LSI.html#LSI.ItemCollections */
export function collectionMetrics(
  table: Table,
  wanted: string | undefined,
  item: Item | undefined,
): object | undefined {
  const [hash = ''] = namesOf(table.keys);
  if (wanted !== 'SIZE' || !item || !table.indexes.some(({ kind }) => kind === 'local')) return undefined;
  return { ItemCollectionKey: { [hash]: item[hash] }, SizeEstimateRangeGB: [0, Math.ceil(itemSize(item) / 2 ** 30)] };
}

function done(
  state: DynamoDbState,
  change: Change,
  options: Options,
  now: number,
  update: UpdateRequest | undefined,
): object {
  write(state, change, now);
  const { table, before, after } = change;
  const Attributes = returned(change, options.ReturnValues, update);
  const ConsumedCapacity = consumedByWrite(table, options.ReturnConsumedCapacity, before, after);
  const ItemCollectionMetrics = collectionMetrics(table, options.ReturnItemCollectionMetrics, after ?? before);
  return {
    ...(Attributes ? { Attributes } : {}),
    ...(ConsumedCapacity ? { ConsumedCapacity } : {}),
    ...(ItemCollectionMetrics ? { ItemCollectionMetrics } : {}),
  };
}

type Writing = 'putItem' | 'deleteItem' | 'updateItem';

/** @param updateOf the request as one whose `ReturnValues` may ask for the attributes that it names */
const writing = <K extends Writing>(
  name: K,
  changeOf: (state: DynamoDbState, table: Table, request: Requests[K], returnItem: boolean) => Change,
  updateOf: (request: Requests[K]) => UpdateRequest | undefined = () => undefined,
): Operation<DynamoDbState, Raw, object> => ({
  resource: forTable,
  handle(state, input, context) {
    const request = checkRequest(name, input);
    const returnItem = showsItem(input);
    const change = changeOf(state, tableOf(state, input.TableName, context), request, returnItem);
    return done(state, change, request, context.now, updateOf(request));
  },
});

export const putItem = writing('putItem', changeOfPut);
export const deleteItem = writing('deleteItem', changeOfDelete);
export const updateItem = writing('updateItem', changeOfUpdate, (request) => request);
