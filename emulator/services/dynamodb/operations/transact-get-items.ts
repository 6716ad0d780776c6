import type { Operation } from '../../../core/service.ts';
import { checkNested } from '../changes.ts';
import { consumed, readUnits, totals } from '../consumed.ts';
import { validation } from '../errors.ts';
import { pathsOf, project } from '../projections.ts';
import { checkMembers, checkRequest } from '../requests.ts';
import { arnOfName, type DynamoDbState, tableOf } from '../state.ts';
import { all, checkDistinct } from '../transactions.ts';
import { CONSUMED, ITEM, NAMES, TABLE_NAME } from '../types.ts';
import { itemSize } from '../values.ts';
import { placeId, placeOfKey } from '../write.ts';

interface Raw {
  readonly TransactItems: readonly { readonly Get: { readonly TableName: string } }[];
  readonly ReturnConsumedCapacity?: string;
}

const TYPES = {
  ReturnConsumedCapacity: CONSUMED,
  TransactItems: {
    type: 'List',
    notNull: true,
    lengthGreaterThanOrEqual: 1,
    lengthLessThanOrEqual: 100,
    children: {
      type: 'ValueStruct<TransactGetItem>',
      children: {
        Get: {
          type: 'FieldStruct<Get>',
          notNull: true,
          children: {
            TableName: TABLE_NAME,
            Key: ITEM,
            ProjectionExpression: 'String',
            ExpressionAttributeNames: NAMES,
          },
        },
      },
    },
  },
};
const MOST_BYTES = 4 * 1024 * 1024;

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html */
export const transactGetItems: Operation<DynamoDbState, Raw, object> = {
  permissions: ({ TransactItems: items }, context) =>
    (Array.isArray(items) ? (items as Raw['TransactItems']) : []).flatMap((item) => {
      const name = item?.Get?.TableName;
      return typeof name === 'string' ? [{ action: 'dynamodb:GetItem', resource: arnOfName(name, context) }] : [];
    }),
  handle(state, input, context) {
    const { TransactItems, ReturnConsumedCapacity: wanted } = checkMembers<Raw>(input, TYPES);
    const gets = TransactItems.map(({ Get }) => ({ name: Get.TableName, request: checkRequest('getItem', Get) }));
    const targets = gets.map(({ name, request }) => ({ request, table: tableOf(state, name, context) }));
    const found = all(targets, ({ request, table }) => {
      const place = placeOfKey(table, request.Key);
      checkNested(table, request._projection?.nestedPaths);
      const item = state.items.get(table.id, place);
      return { id: placeId(table, place), table, item, paths: pathsOf(request), bytes: item ? itemSize(item) : 0 };
    });
    checkDistinct(found.map(({ id }) => id));
    if (found.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES)
      throw validation('Member must have aggregate size of items in the transaction less than or equal to 4194304');
    const ConsumedCapacity = totals(
      found.map(({ table, bytes }) => consumed(table, wanted, 2 * readUnits(bytes, true))),
    );
    return {
      Responses: found.map(({ item, paths }) => (item ? { Item: project(item, paths) } : {})),
      ...(ConsumedCapacity ? { ConsumedCapacity } : {}),
    };
  },
};
