import type { Operation, RequestContext } from '../../../core/service.ts';
import { validation } from '../errors.ts';
import { NO_RANGE, next, SLOTS } from '../keys.ts';
import { checkFilter, indexOf, type Page, pageOf, rangeOf, startOf } from '../read.ts';
import { checkRequest } from '../requests.ts';
import { arnOfName, type DynamoDbState, tableOf } from '../state.ts';

interface Raw {
  readonly TableName: string;
  readonly IndexName?: string;
}

/** A read of an index is a permission on the index. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html */
const forRead = ({ TableName, IndexName }: Raw, context: RequestContext): string =>
  arnOfName(String(TableName), context) + (IndexName === undefined ? '' : `/index/${IndexName}`);

export const query: Operation<DynamoDbState, Raw, Page> = {
  resource: forRead,
  handle(state, input, context) {
    const request = checkRequest('query', input);
    const table = tableOf(state, input.TableName, context);
    const index = indexOf(table, request);
    const keys = index?.keys ?? table.keys;
    const start = startOf(table, index, request.ExclusiveStartKey);
    const { hash, bounds } = rangeOf(table, keys, request.KeyConditions, request.ExclusiveStartKey);
    checkFilter(table, request, keys);
    const forward = request.ScanIndexForward !== false;
    if (index) {
      return pageOf(table, index, request, state.items.queryIndex(table.id, index.id, hash, bounds, forward, start));
    }
    const edge = start?.item.range;
    const rest = edge ? (forward ? { ...bounds, low: next(edge) } : { ...bounds, high: edge }) : bounds;
    return pageOf(table, undefined, request, state.items.query(table.id, hash, rest, forward));
  },
};

export const scan: Operation<DynamoDbState, Raw, Page> = {
  resource: forRead,
  handle(state, input, context) {
    const request = checkRequest('scan', input);
    const table = tableOf(state, input.TableName, context);
    const index = indexOf(table, request);
    checkFilter(table, request, []);
    const { Segment = 0, TotalSegments = 1 } = request;
    const [first, end] = [Segment, Segment + 1].map((n) => Math.ceil((SLOTS * n) / TotalSegments)) as [number, number];
    const given = startOf(table, index, request.ExclusiveStartKey);
    if (given && (given.entry.slot < first || given.entry.slot >= end)) {
      throw validation(
        `The provided starting key is invalid: Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. TotalSegments: ${TotalSegments} Segment: ${Segment}`,
      );
    }
    const before = { slot: first - 1, hash: NO_RANGE, range: NO_RANGE };
    const start = given ?? { entry: { ...before, slot: first }, item: before };
    const rows = index
      ? state.items.scanIndex(table.id, index.id, end, start)
      : state.items.scan(table.id, end, given?.item ?? { ...before, slot: first });
    return pageOf(table, index, request, rows);
  },
};
