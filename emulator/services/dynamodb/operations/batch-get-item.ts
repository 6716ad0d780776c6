import type { Operation, RequestContext } from '../../../core/service.ts';
import { checkNested } from '../changes.ts';
import { type ConsumedCapacity, consumed, readUnits } from '../consumed.ts';
import { validation } from '../errors.ts';
import { pathsOf, project } from '../projections.ts';
import { type BatchGetRequest, checkRequest } from '../requests.ts';
import { arnOfName, type DynamoDbState, tableOf } from '../state.ts';
import { nameOnly, type Table } from '../table.ts';
import { type Item, itemSize } from '../values.ts';
import { placeOfKey } from '../write.ts';

interface Raw {
  readonly RequestItems: Readonly<Record<string, object>>;
}
type Part = BatchGetRequest['RequestItems'][string];

/** As much as one answer holds; what is beyond it comes back as unprocessed. */
const ANSWER_BYTES = 16 * 1024 * 1024;

/** One table's part of a batch is a permission of its own. */
export const forTables = ({ RequestItems }: Raw, context: RequestContext): string[] =>
  Object.keys(RequestItems ?? {}).map((name) => arnOfName(name, context));

interface Wanted {
  /** The table as the request names it, which may be by ARN. */
  readonly name: string;
  readonly table: Table;
  readonly part: Part;
}

/** A table may be named once by its name and once by its ARN: AWS refuses that too. */
function wantedOf(state: DynamoDbState, input: Raw, request: BatchGetRequest, context: RequestContext): Wanted[] {
  const names = Object.keys(input.RequestItems);
  if (new Set(names.map(nameOnly)).size < names.length)
    throw validation('Provided list of item keys contains duplicates');
  return names.flatMap((name) => {
    const part = request.RequestItems[nameOnly(name)];
    return part ? [{ name, part, table: tableOf(state, name, context) }] : [];
  });
}

function checkProjections(parts: readonly Part[]): void {
  if (parts.some(({ _projection }) => _projection) && parts.some(({ AttributesToGet }) => AttributesToGet)) {
    throw validation(
      'Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {AttributesToGet} Expression parameters: {ProjectionExpression}',
    );
  }
}

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
export const batchGetItem: Operation<DynamoDbState, Raw, object> = {
  resource: forTables,
  handle(state, input, context) {
    const request = checkRequest('batchGetItem', input);
    const wanted = wantedOf(state, input, request, context);
    checkProjections(wanted.map(({ part }) => part));
    const found = wanted.map(({ name, table, part }) => {
      checkNested(table, part._projection?.nestedPaths);
      return { name, table, part, places: part.Keys.map((key) => placeOfKey(table, key)) };
    });
    const Responses: Record<string, Item[]> = {};
    const UnprocessedKeys: Record<string, object> = {};
    const capacities: ConsumedCapacity[] = [];
    let bytes = 0;
    for (const { name, table, part, places } of found) {
      const items: Item[] = [];
      const left: Item[] = [];
      let units = 0;
      places.forEach((place, i) => {
        const item = left.length > 0 ? undefined : state.items.get(table.id, place);
        const size = item ? itemSize(item) : 0;
        if (left.length > 0 || bytes + size > ANSWER_BYTES) {
          left.push(part.Keys[i] ?? {});
          return;
        }
        bytes += size;
        units += readUnits(size, part.ConsistentRead);
        if (item) items.push(project(item, pathsOf(part)));
      });
      Responses[name] = items;
      if (left.length > 0) UnprocessedKeys[name] = { ...(input.RequestItems[name] ?? {}), Keys: left };
      const capacity = consumed(table, request.ReturnConsumedCapacity, units);
      if (capacity) capacities.push(capacity);
    }
    return { Responses, UnprocessedKeys, ...(capacities.length > 0 ? { ConsumedCapacity: capacities } : {}) };
  },
};
