import {
  exceedsPayload,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  PAYLOAD_BYTES,
  type Scope,
  StatesError,
} from '../../../asl/index.ts';
import type { MapRunRequest } from '../../../asl/interpreter/index.ts';
import type { Live } from '../engine/live.ts';
import type { StatesState } from '../state.ts';
import type { ChildInput } from './children.ts';
import { type Item, readItems } from './read-items.ts';

const STATE_DATA = 'STATE_DATA';

/** The items, where they come with the request. */
function* given(items: Json): Generator<Item> {
  if (isJsonArray(items)) for (const value of items) yield { value, source: STATE_DATA };
  else if (isJsonObject(items))
    for (const [key, value] of Object.entries(items)) yield { key, value, source: STATE_DATA };
}

const itemScope = (scope: Scope, index: number, { key, value, source }: Item): Scope => ({
  ...scope,
  context: {
    ...scope.context,
    Map: {
      Item: {
        Index: index,
        ...(key === undefined ? {} : { Key: key }),
        Value: value,
        Source: source,
      },
    },
  },
});

async function* selected(state: StatesState, live: Live, request: MapRunRequest): AsyncGenerator<Json> {
  const { items, scope, state: map } = request;
  const source = items === undefined ? readItems(state, live, request) : given(items);
  let index = 0;
  for await (const item of source) {
    yield map.itemSelector === undefined ? item.value : map.itemSelector.evaluate(itemScope(scope, index, item));
    index++;
  }
}

/** Items gathered into batches, as ItemBatcher says. */
async function* batched(items: AsyncGenerator<Json>, { scope, state: map }: MapRunRequest): AsyncGenerator<ChildInput> {
  const { itemBatcher } = map;
  const mostItems = itemBatcher?.maxItemsPerBatch?.evaluate(scope) ?? Number.POSITIVE_INFINITY;
  const mostBytes = Math.min(itemBatcher?.maxInputBytesPerBatch?.evaluate(scope) ?? PAYLOAD_BYTES, PAYLOAD_BYTES);
  const batchInput = itemBatcher?.batchInput?.evaluate(scope);
  const wrap = (batch: readonly Json[]): ChildInput => {
    const input: JsonObject = { ...(batchInput === undefined ? {} : { BatchInput: batchInput }), Items: batch };
    return { input: JSON.stringify(input), items: batch.length };
  };
  const empty = Buffer.byteLength(wrap([]).input);
  let batch: Json[] = [];
  let bytes = empty;
  for await (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (batch.length > 0 && (batch.length >= mostItems || bytes + size > mostBytes)) {
      yield wrap(batch);
      batch = [];
      bytes = empty;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield wrap(batch);
}

async function* single(items: AsyncGenerator<Json>): AsyncGenerator<ChildInput> {
  for await (const item of items) {
    const input = JSON.stringify(item);
    if (exceedsPayload(input)) {
      throw new StatesError('States.DataLimitExceeded', 'An item exceeds the maximum number of bytes of an input.');
    }
    yield { input, items: 1 };
  }
}

/**
 * What each child of a distributed Map is given: an item as ItemSelector makes it, or a batch of them.
 * @throws StatesError, TaskError
 */
export function childInputs(state: StatesState, live: Live, request: MapRunRequest): AsyncGenerator<ChildInput> {
  const items = selected(state, live, request);
  return request.state.itemBatcher === undefined ? single(items) : batched(items, request);
}
