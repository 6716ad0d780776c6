import type { JsonObject } from '../template/json.ts';
import { check } from './check-schema.ts';
import { coerce } from './coerce.ts';
import { isCustom, resourceType } from './resource-types.ts';

/** Properties with their values as the type's schema has them. */
export function coerceProperties(typeName: string, properties: JsonObject): JsonObject {
  const type = resourceType(typeName);
  return type ? (coerce(properties, type.schema, type.schema) as JsonObject) : properties;
}

/** What a custom resource is given is its own affair. */
const CUSTOM = { type: 'object', required: ['ServiceToken'] };

/** Why CloudFormation would refuse the properties of a resource, or undefined. */
export function propertiesFault(logicalId: string, typeName: string, properties: JsonObject): string | undefined {
  const type = resourceType(typeName);
  if (!type) return undefined;
  const readOnly = type.readOnly.filter((path) => Object.hasOwn(properties, path));
  const messages = isCustom(typeName)
    ? check(properties, CUSTOM, CUSTOM)
    : [
        ...readOnly.map((name) => `#: extraneous key [${name}] is not permitted`),
        ...check(properties, type.schema, type.schema),
      ];
  if (messages.length === 0) return undefined;
  return `Properties validation failed for resource ${logicalId} with message:\n${messages.join('\n')}`;
}
