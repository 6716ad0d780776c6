import { type JsonObject, sameJson } from '../template/json.ts';

const SETTINGS = ['OnDemandThroughput', 'ProvisionedThroughput', 'WarmThroughput'];
const parts = (index: JsonObject, settings: boolean): JsonObject =>
  Object.fromEntries(Object.entries(index).filter(([name]) => SETTINGS.includes(name) === settings));

/** The changes that bring a table's global secondary indexes from one list to another, deletions first. */
export function indexChanges(before: readonly JsonObject[], after: readonly JsonObject[]): JsonObject[] {
  const find = (list: readonly JsonObject[], name: unknown) => list.find(({ IndexName }) => IndexName === name);
  const deletes: JsonObject[] = [];
  const creates: JsonObject[] = [];
  const updates: JsonObject[] = [];
  for (const index of before) {
    const wanted = find(after, index.IndexName);
    // Keys and projection of an index never change: it is made anew.
    if (!wanted || !sameJson(parts(index, false), parts(wanted, false)))
      deletes.push({ Delete: { IndexName: index.IndexName ?? '' } });
  }
  for (const index of after) {
    const known = find(before, index.IndexName);
    if (!known || !sameJson(parts(known, false), parts(index, false))) creates.push({ Create: index });
    else if (!sameJson(parts(known, true), parts(index, true)))
      updates.push({ Update: { IndexName: index.IndexName ?? '', ...parts(index, true) } });
  }
  return [...deletes, ...updates, ...creates];
}
