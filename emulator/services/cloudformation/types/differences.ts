import { isObject, type Json, type JsonObject, sameJson } from '../template/json.ts';
import { resourceType } from './resource-types.ts';

const valueAt = (value: Json | undefined, path: string): Json | undefined =>
  path.split('/').reduce<Json | undefined>((at, name) => (isObject(at) ? at[name] : undefined), value);

export interface Differences {
  /** Names of the properties whose values differ, in the order of the alphabet. */
  readonly names: readonly string[];
  /** Those that need a replacement, as paths. */
  readonly replacing: readonly string[];
  /** Those that need one only for some changes. */
  readonly perhapsReplacing: readonly string[];
}

/** What is different between a resource's properties before and after. */
export function differences(typeName: string, before: JsonObject, after: JsonObject): Differences {
  const type = resourceType(typeName);
  const differs = (path: string): boolean => !sameJson(valueAt(before, path), valueAt(after, path));
  return {
    names: [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => differs(name)).sort(),
    replacing: (type?.createOnly ?? []).filter(differs),
    perhapsReplacing: (type?.conditionalCreateOnly ?? []).filter(differs),
  };
}
