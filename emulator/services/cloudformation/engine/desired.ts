import type { Applied } from '../stack.ts';
import { isList, isObject, type Json, type JsonObject } from '../template/json.ts';
import { resolveObject } from '../template/resolve.ts';
import { coerceProperties } from '../types/check-properties.ts';
import { deref } from '../types/check-schema.ts';
import { resourceType } from '../types/resource-types.ts';
import type { Instance } from './instance.ts';

/** A stack's tags go to each of its resources that can bear tags; a resource's own go before. */
function withTags(typeName: string, properties: JsonObject, tags: Readonly<Record<string, string>>): JsonObject {
  const type = resourceType(typeName);
  if (!type?.tags || Object.keys(tags).length === 0) return properties;
  const own: Json = properties[type.tags] ?? [];
  const schema = deref(type.schema.properties?.[type.tags] ?? {}, type.schema);
  if (schema.type !== 'array') return { ...properties, [type.tags]: { ...tags, ...(isObject(own) ? own : {}) } };
  if (!isList(own)) return properties;
  const taken = new Set(own.map((tag) => (isObject(tag) ? tag.Key : undefined)));
  const more = Object.entries(tags).filter(([key]) => !taken.has(key));
  return { ...properties, [type.tags]: [...own, ...more.map(([Key, Value]) => ({ Key, Value }))] };
}

/** What a template wants of a resource; everything but what only its service can tell. */
export type Desired = Omit<Applied, 'physicalId' | 'attributes'>;

/** @throws AwsError `ValidationError` where a function cannot be resolved */
export function desiredResource(
  { template, dependencies, scope }: Instance,
  logicalId: string,
  tags: Readonly<Record<string, string>>,
): Desired {
  const resource = template.resources[logicalId];
  if (!resource) throw new Error(`${logicalId} is not in the template`);
  const { type, deletionPolicy, updateReplacePolicy } = resource;
  return {
    type,
    properties: withTags(type, coerceProperties(type, resolveObject(resource.properties, scope)), tags),
    metadata: resource.metadata && resolveObject(resource.metadata, scope),
    deletionPolicy,
    updateReplacePolicy,
    dependsOn: [...(dependencies.get(logicalId) ?? [])].sort(),
  };
}
