import { placeKey } from '../../../core/arn.ts';
import type { Operation, RequestContext } from '../../../core/service.ts';
import { changeOfDelete, changeOfPut, changeOfUpdate } from '../changes.ts';
import { consumed, consumedByWrite, readUnits, totals } from '../consumed.ts';
import { validation } from '../errors.ts';
import { checkMembers, checkRequest, type MemberType } from '../requests.ts';
import { arnOfName, type DynamoDbState, tableOf } from '../state.ts';
import type { Table } from '../table.ts';
import { all, checkDistinct } from '../transactions.ts';
import { CONSUMED, ITEM, NAMES, RETURN_ON_FAILURE, TABLE_NAME, VALUES } from '../types.ts';
import { itemSize } from '../values.ts';
import { type Change, placeId, write } from '../write.ts';
import { metricsByTable } from './batch-write-item.ts';

type Kind = 'ConditionCheck' | 'Put' | 'Delete' | 'Update';
interface RawAction {
  readonly TableName: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}
interface Raw {
  readonly TransactItems: readonly Partial<Record<Kind, RawAction>>[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: string;
  readonly ReturnItemCollectionMetrics?: string;
}
/** One part: it changes an item, or only looks at it. */
interface Part {
  readonly kind: Kind;
  readonly tableName: string;
  changeIn(state: DynamoDbState, table: Table): Change;
}

const MOST_BYTES = 4 * 1024 * 1024;
/** A transaction prepares and commits: twice the units. */
const FACTOR = 2;

const EXPRESSION = {
  TableName: TABLE_NAME,
  ConditionExpression: 'String',
  ExpressionAttributeNames: NAMES,
  ExpressionAttributeValues: VALUES,
  ReturnValuesOnConditionCheckFailure: RETURN_ON_FAILURE,
};
const action = (name: Kind, children: object): MemberType => ({
  type: `FieldStruct<${name}>`,
  children: { ...EXPRESSION, ...children },
});
const TYPES = {
  ClientRequestToken: { type: 'String', lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 36 },
  ReturnConsumedCapacity: CONSUMED,
  ReturnItemCollectionMetrics: { type: 'String', enum: ['SIZE', 'NONE'] },
  TransactItems: {
    type: 'List',
    notNull: true,
    lengthGreaterThanOrEqual: 1,
    lengthLessThanOrEqual: 100,
    children: {
      type: 'ValueStruct<TransactWriteItem>',
      children: {
        ConditionCheck: action('ConditionCheck', {
          Key: ITEM,
          ConditionExpression: { type: 'String', notNull: true },
        }),
        Put: action('Put', { Item: ITEM }),
        Delete: action('Delete', { Key: ITEM }),
        Update: action('Update', { Key: ITEM, UpdateExpression: { type: 'String', notNull: true } }),
      },
    },
  },
};

/** The check of a request for one item is that of the operation which does the same alone. */
const PARTS: Readonly<Record<Kind, (raw: RawAction, showsItem: boolean) => Part['changeIn']>> = {
  ConditionCheck(raw, showsItem) {
    const request = checkRequest('deleteItem', raw);
    return (state, table) => {
      const change = changeOfDelete(state, table, request, showsItem);
      return { ...change, after: change.before };
    };
  },
  Put(raw, showsItem) {
    const request = checkRequest('putItem', raw);
    return (state, table) => changeOfPut(state, table, request, showsItem);
  },
  Delete(raw, showsItem) {
    const request = checkRequest('deleteItem', raw);
    return (state, table) => changeOfDelete(state, table, request, showsItem);
  },
  Update(raw, showsItem) {
    const request = checkRequest('updateItem', raw);
    return (state, table) => changeOfUpdate(state, table, request, showsItem);
  },
};
const ACTIONS: Readonly<Record<Kind, string>> = {
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Put: 'dynamodb:PutItem',
  Delete: 'dynamodb:DeleteItem',
  Update: 'dynamodb:UpdateItem',
};
const KINDS = Object.keys(PARTS) as Kind[];

function partOf(item: Partial<Record<Kind, RawAction>>): Part {
  const given = KINDS.filter((kind) => item[kind]);
  const [kind] = given;
  const raw = kind && item[kind];
  if (!kind || !raw)
    throw validation('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  if (given.length > 1) throw validation('TransactItems can only contain one of Check, Put, Update or Delete');
  const { ReturnValuesOnConditionCheckFailure, ...request } = raw;
  return {
    kind,
    tableName: raw.TableName,
    changeIn: PARTS[kind](request, ReturnValuesOnConditionCheckFailure === 'ALL_OLD'),
  };
}

function checkSize(changes: readonly Change[]): void {
  const bytes = changes.reduce((sum, { before, after }) => sum + itemSize(after ?? before ?? {}), 0);
  if (bytes > MOST_BYTES)
    throw validation('Member must have aggregate size of items in the transaction less than or equal to 4194304');
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html */
export const transactWriteItems: Operation<DynamoDbState, Raw, object> = {
  permissions: ({ TransactItems: items }, context) =>
    (Array.isArray(items) ? (items as Raw['TransactItems']) : []).flatMap((item) =>
      KINDS.flatMap((kind) => {
        const name = item?.[kind]?.TableName;
        return typeof name === 'string' ? [{ action: ACTIONS[kind], resource: arnOfName(name, context) }] : [];
      }),
    ),
  handle(state, input, context) {
    const request = checkMembers<Raw>(input, TYPES);
    const parts = request.TransactItems.map(partOf);
    const { ClientRequestToken: token, ReturnConsumedCapacity: wanted } = request;
    const key = token === undefined ? undefined : placeKey(context, token);
    const text = JSON.stringify(input);
    if (key !== undefined && state.tokens.isKnown(key, text, context.now)) {
      return repeated(state, parts, wanted, context);
    }
    const targets = parts.map((part) => ({ part, table: tableOf(state, part.tableName, context) }));
    const changes = all(targets, ({ part, table }) => part.changeIn(state, table));
    checkDistinct(changes.map(({ table, place }) => placeId(table, place)));
    checkSize(changes);
    state.deps.store.atomic(() => {
      changes.forEach((change, i) => {
        if (parts[i]?.kind !== 'ConditionCheck') write(state, change, context.now);
      });
      if (key !== undefined) state.tokens.remember(key, text, context.now);
    });
    const ConsumedCapacity = totals(
      changes.map(({ table, before, after }) => consumedByWrite(table, wanted, before, after, FACTOR)),
    );
    const ItemCollectionMetrics = metricsByTable(changes, request.ReturnItemCollectionMetrics);
    return {
      ...(ConsumedCapacity ? { ConsumedCapacity } : {}),
      ...(ItemCollectionMetrics ? { ItemCollectionMetrics } : {}),
    };
  },
};

/** The same token and request again: nothing is done, and the answer counts reads. */
function repeated(
  state: DynamoDbState,
  parts: readonly Part[],
  wanted: string | undefined,
  context: RequestContext,
): object {
  const ConsumedCapacity = totals(
    parts.map(({ tableName }) => consumed(tableOf(state, tableName, context), wanted, FACTOR * readUnits(0, true))),
  );
  return ConsumedCapacity ? { ConsumedCapacity } : {};
}
