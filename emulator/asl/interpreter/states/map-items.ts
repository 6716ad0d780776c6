import { isJsonArray, isJsonObject, type Json } from '../../json.ts';

/** An item of a Map, with its key where an object is iterated. */
export interface MapEntry {
  readonly key: string | undefined;
  readonly value: Json;
}

/** The items of what a Map iterates, which has been checked to be an array or an object. */
export function entriesOf(items: Json): readonly MapEntry[] {
  if (isJsonArray(items)) return items.map((value) => ({ key: undefined, value }));
  return isJsonObject(items) ? Object.entries(items).map(([key, value]) => ({ key, value })) : [];
}
