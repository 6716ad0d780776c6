import { AwsError } from '../../core/aws-error.ts';
import { meets, meetsAllLegacy } from './conditions.ts';
import { invalidValues, validation } from './errors.ts';
import { project } from './projections.ts';
import { isTooDeep, TOO_DEEP } from './request-limits.ts';
import type { DeleteRequest, PutRequest, UpdateRequest } from './requests.ts';
import type { DynamoDbState } from './state.ts';
import { namesOf, type Table } from './table.ts';
import { applyUpdate } from './updates.ts';
import { type Item, itemSize } from './values.ts';
import { type Change, checkIndexKeys, checkItem, LARGEST_ITEM, placeOfKey } from './write.ts';

type Conditions = Pick<PutRequest, '_condition' | 'Expected' | 'ConditionalOperator'>;

/** Key attributes have no inside. @throws AwsError `ValidationException` */
export function checkNested(table: Table, nested: Readonly<Record<string, boolean>> | undefined): void {
  if (!nested) return;
  const refuse = (kind: string, name: string) =>
    validation(
      `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
    );
  for (const name of namesOf(table.keys)) if (nested[name]) throw refuse('Key', name);
  for (const { keys } of table.indexes)
    for (const name of namesOf(keys)) if (nested[name]) throw refuse('IndexKey', name);
}

/** @throws AwsError `ConditionalCheckFailedException`, with the item where the request asked for it */
export function checkCondition(table: Table, request: Conditions, item: Item | undefined, returnItem: boolean): void {
  checkNested(table, request._condition?.nestedPaths);
  const found = item ?? {};
  const holds = request._condition
    ? meets(request._condition.expression, found)
    : !request.Expected || meetsAllLegacy(found, request.Expected, request.ConditionalOperator);
  if (holds) return;
  const fields = returnItem && item ? { Item: item } : {};
  throw new AwsError('ConditionalCheckFailedException', 'The conditional request failed', { fields });
}

/** What an operation would change, its condition checked. Nothing is written yet. @throws AwsError */
export function changeOfPut(state: DynamoDbState, table: Table, request: PutRequest, returnItem = false): Change {
  const place = checkItem(table, request.Item);
  if (itemSize(request.Item) > LARGEST_ITEM) throw validation('Item size has exceeded the maximum allowed size');
  const before = state.items.get(table.id, place);
  checkCondition(table, request, before, returnItem);
  return { table, place, before, after: request.Item };
}

export function changeOfDelete(state: DynamoDbState, table: Table, request: DeleteRequest, returnItem = false): Change {
  const place = placeOfKey(table, request.Key);
  const before = state.items.get(table.id, place);
  checkCondition(table, request, before, returnItem);
  return { table, place, before, after: undefined };
}

export function changeOfUpdate(state: DynamoDbState, table: Table, request: UpdateRequest, returnItem = false): Change {
  const place = placeOfKey(table, request.Key);
  const touched = request._updates?.paths.map(([head]) => head) ?? Object.keys(request.AttributeUpdates ?? {});
  for (const name of namesOf(table.keys)) {
    if (touched.includes(name))
      throw invalidValues(`Cannot update attribute ${name}. This attribute is part of the key`);
  }
  checkNested(table, request._updates?.nestedPaths);
  const before = state.items.get(table.id, place);
  checkCondition(table, request, before, returnItem);
  const after = applyUpdate(request, before ?? request.Key);
  checkIndexKeys(table, after);
  if (isTooDeep(after)) throw validation(TOO_DEEP);
  if (itemSize(after) > LARGEST_ITEM) throw validation('Item size to update has exceeded the maximum allowed size');
  return { table, place, before, after };
}

/** The attributes that `ReturnValues` asks for; undefined where it asks for none or there are none. */
export function returned(
  { before, after }: Change,
  wanted: string | undefined,
  request: UpdateRequest | undefined,
): Item | undefined {
  const paths = request?._updates?.paths ?? Object.keys(request?.AttributeUpdates ?? {}).map((name) => [name]);
  const pick: Readonly<Record<string, () => Item | undefined>> = {
    ALL_OLD: () => before,
    ALL_NEW: () => after,
    UPDATED_OLD: () => before && project(before, paths),
    UPDATED_NEW: () => after && project(after, paths),
  };
  const item = pick[wanted ?? 'NONE']?.();
  return item && Object.keys(item).length > 0 ? item : undefined;
}
