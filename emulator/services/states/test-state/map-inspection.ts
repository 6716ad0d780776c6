import {
  effectiveInput,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  type MapState,
  type Scope,
  type Trace,
} from '../../../asl/index.ts';

/** What an inspected Map tells besides the steps of its data. */
export interface MapInspection {
  maxConcurrency?: number;
  toleratedFailureCount?: number;
  toleratedFailurePercentage?: number;
  afterItemSelector?: Json;
  afterItemBatcher?: Json;
}

const valuesOf = (items: Json): readonly Json[] =>
  isJsonArray(items) ? items : isJsonObject(items) ? Object.values(items) : [];

const itemScope = (scope: Scope, index: number, value: Json): Scope => {
  const context: JsonObject = { ...scope.context, Map: { Item: { Index: index, Value: value } } };
  return { ...scope, context };
};

/** Batches of so many items, as ItemBatcher makes them. */
function batches(state: MapState, scope: Scope, items: readonly Json[]): Json | undefined {
  const { itemBatcher } = state;
  if (!itemBatcher) return undefined;
  const most = itemBatcher.maxItemsPerBatch?.evaluate(scope) ?? items.length;
  const batchInput = itemBatcher.batchInput?.evaluate(scope);
  const made: Json[] = [];
  for (let i = 0; i < items.length; i += Math.max(1, most)) {
    made.push({
      ...(batchInput === undefined ? {} : { BatchInput: batchInput }),
      Items: items.slice(i, i + Math.max(1, most)),
    });
  }
  return made;
}

/**
 * Evaluates what a Map evaluates before its iterations, and notes it.
 * @param readerData what an ItemReader would have read
 * @throws StatesError
 */
export function inspectMap(
  state: MapState,
  outer: Scope,
  readerData: Json | undefined,
  trace: Trace,
  inspection: MapInspection,
): readonly Json[] {
  const input = effectiveInput(state.flow, outer, trace);
  const scope = { ...outer, input };
  const items = readerData ?? state.items?.evaluate(scope) ?? input;
  if (state.flow.language === 'JSONPath' && readerData === undefined) trace.afterItemsPath = items;
  inspection.maxConcurrency = state.maxConcurrency.evaluate(scope);
  const count = state.toleratedFailureCount?.evaluate(scope);
  const percentage = state.toleratedFailurePercentage?.evaluate(scope);
  if (count !== undefined) inspection.toleratedFailureCount = count;
  if (percentage !== undefined) inspection.toleratedFailurePercentage = percentage;
  const values = valuesOf(items);
  const selected = state.itemSelector
    ? values.map((value, i) => state.itemSelector?.evaluate(itemScope(scope, i, value)) ?? null)
    : values;
  if (state.itemSelector) inspection.afterItemSelector = selected;
  const batched = batches(state, scope, selected);
  if (batched !== undefined) inspection.afterItemBatcher = batched;
  return selected;
}

/** Whether so many failed items are more than the Map bears; without a threshold of its own a test bears all. [recorded] */
export function exceedsTolerance(failed: number, total: number, inspection: MapInspection): boolean {
  const { toleratedFailureCount: count, toleratedFailurePercentage: percentage } = inspection;
  if (count !== undefined && failed > count) return true;
  return percentage !== undefined && total > 0 && (failed * 100) / total > percentage;
}
