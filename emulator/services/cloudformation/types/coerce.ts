import { isList, isObject, type Json } from '../template/json.ts';
import { deref, type JsonSchema, memberSchema } from './check-schema.ts';

function scalar(value: string | number | boolean, type: unknown): Json {
  if (type === 'string') return String(value);
  if ((type === 'integer' || type === 'number') && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim())) {
    const number = Number(value);
    return type === 'number' || Number.isInteger(number) ? number : value;
  }
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return value;
}

/** CloudFormation takes a number or a truth written as a text for what it says, and the other way round. */
export function coerce(value: Json, written: JsonSchema, root: JsonSchema): Json {
  const schema = deref(written, root);
  if (isList(value)) {
    const { items } = schema;
    return items ? value.map((each) => coerce(each, items, root)) : value;
  }
  if (isObject(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, coerce(each, memberSchema(name, schema) ?? {}, root)]),
    );
  }
  return value === null ? null : scalar(value, schema.type);
}
