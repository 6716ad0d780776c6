import { isList, isObject, type Json, type JsonObject, sameJson } from '../template/json.ts';

/** The part of JSON schema (draft 7) that AWS's resource types are written in. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly dependencies?: Readonly<Record<string, readonly string[]>>;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly insertionOrder?: boolean;
  readonly uniqueItems?: boolean;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

/** What lies behind a `$ref`. */
export const deref = (schema: JsonSchema, root: JsonSchema): JsonSchema =>
  schema.$ref === undefined ? schema : deref(root.definitions?.[schema.$ref.replace('#/definitions/', '')] ?? {}, root);

const NAMES: Readonly<Record<string, string>> = {
  object: 'JSONObject',
  array: 'JSONArray',
  string: 'String',
  boolean: 'Boolean',
  integer: 'Integer',
  number: 'Number',
};

function typeOf(value: Json): string {
  if (isList(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return value === null ? 'null' : typeof value;
}

const fits = (value: Json, type: string): boolean =>
  typeOf(value) === type || (type === 'number' && typeOf(value) === 'integer');

/** Values stay out of messages, so that secrets do. */
const scrubbed = (keyword: string): string => `failed validation constraint for keyword [${keyword}]`;

/** AWS's patterns are Java's: the ends of the input have other names there, and some do not survive the flag `u`. */
function matches(text: string, pattern: string): boolean {
  const source = pattern.replaceAll('\\A', '^').replaceAll('\\Z', '$').replaceAll('\\z', '$');
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags).test(text);
    } catch {}
  }
  return true;
}

function ofString(text: string, schema: JsonSchema): string[] {
  const found: string[] = [];
  const length = [...text].length;
  if (schema.minLength !== undefined && length < schema.minLength)
    found.push(`expected minLength: ${schema.minLength}, actual: ${length}`);
  if (schema.maxLength !== undefined && length > schema.maxLength)
    found.push(`expected maxLength: ${schema.maxLength}, actual: ${length}`);
  if (schema.pattern !== undefined && !matches(text, schema.pattern)) found.push(scrubbed('pattern'));
  return found;
}

function ofNumber(value: number, schema: JsonSchema): string[] {
  if (schema.minimum !== undefined && value < schema.minimum) return [scrubbed('minimum')];
  return schema.maximum !== undefined && value > schema.maximum ? [scrubbed('maximum')] : [];
}

function ofList(list: readonly Json[], schema: JsonSchema, root: JsonSchema, path: string): string[] {
  const found: string[] = [];
  if (schema.minItems !== undefined && list.length < schema.minItems)
    found.push(`${path}: expected minimum item count: ${schema.minItems}, found: ${list.length}`);
  if (schema.maxItems !== undefined && list.length > schema.maxItems)
    found.push(`${path}: expected maximum item count: ${schema.maxItems}, found: ${list.length}`);
  if (schema.uniqueItems && list.some((item, i) => list.slice(0, i).some((other) => sameJson(other, item))))
    found.push(`${path}: array items are not unique`);
  const { items } = schema;
  return items ? [...found, ...list.flatMap((item, i) => check(item, items, root, `${path}/${i}`))] : found;
}

/** The schema of one member of an object; undefined: it may not be there. */
export function memberSchema(name: string, schema: JsonSchema): JsonSchema | undefined {
  const own = schema.properties?.[name];
  if (own) return own;
  const pattern = Object.keys(schema.patternProperties ?? {}).find((each) => matches(name, each));
  if (pattern !== undefined) return schema.patternProperties?.[pattern];
  const { additionalProperties: rest = true } = schema;
  return rest === false ? undefined : rest === true ? {} : rest;
}

function ofObject(value: JsonObject, schema: JsonSchema, root: JsonSchema, path: string): string[] {
  const found: string[] = [];
  const names = Object.keys(value);
  for (const name of schema.required ?? [])
    if (!Object.hasOwn(value, name)) found.push(`${path}: required key [${name}] not found`);
  if (schema.minProperties !== undefined && names.length < schema.minProperties)
    found.push(`${path}: minimum size: [${schema.minProperties}], found: [${names.length}]`);
  if (schema.maxProperties !== undefined && names.length > schema.maxProperties)
    found.push(`${path}: maximum size: [${schema.maxProperties}], found: [${names.length}]`);
  for (const [name, needed] of Object.entries(schema.dependencies ?? {})) {
    if (!Object.hasOwn(value, name)) continue;
    for (const other of needed)
      if (!Object.hasOwn(value, other)) found.push(`${path}: property [${other}] is required`);
  }
  for (const name of names)
    if (!memberSchema(name, schema)) found.push(`${path}: extraneous key [${name}] is not permitted`);
  for (const [name, member] of Object.entries(value)) {
    const inner = memberSchema(name, schema);
    if (inner) found.push(...check(member, inner, root, `${path}/${name}`));
  }
  return found;
}

function ofType(value: Json, schema: JsonSchema, root: JsonSchema, path: string): string[] {
  const { type } = schema;
  if (typeof type === 'string' && !fits(value, type)) {
    return [`${path}: expected type: ${NAMES[type] ?? type}, found: ${NAMES[typeOf(value)] ?? 'Null'}`];
  }
  if (isList(type) && !type.some((each) => fits(value, String(each)))) {
    return [`${path}: #: no subschema matched out of the total ${type.length} subschemas`];
  }
  if (isList(value)) return ofList(value, schema, root, path);
  if (isObject(value)) return ofObject(value, schema, root, path);
  const inner =
    typeof value === 'string' ? ofString(value, schema) : typeof value === 'number' ? ofNumber(value, schema) : [];
  return inner.map((message) => `${path}: ${message}`);
}

/** Each set of alternatives counts as one schema beside the plain keywords. */
function parts(value: Json, schema: JsonSchema, root: JsonSchema, path: string): string[][] {
  const { enum: values, oneOf, anyOf, allOf } = schema;
  const found = [ofType(value, schema, root, path)];
  if (values) found.push(values.some((each) => sameJson(each, value)) ? [] : [`${path}: ${scrubbed('enum')}`]);
  if (schema.const !== undefined) found.push(sameJson(schema.const, value) ? [] : [`${path}: ${scrubbed('const')}`]);
  if (oneOf) {
    const each = oneOf.map((one) => check(value, one, root, path));
    const count = each.filter(({ length }) => length === 0).length;
    found.push(
      count === 1 ? [] : [`${path}: #: ${count} subschemas matched instead of one`, ...(count ? [] : each.flat())],
    );
  }
  if (anyOf) {
    const each = anyOf.map((one) => check(value, one, root, path));
    const any = each.some(({ length }) => length === 0);
    found.push(
      any ? [] : [`${path}: #: no subschema matched out of the total ${anyOf.length} subschemas`, ...each.flat()],
    );
  }
  for (const one of allOf ?? []) found.push(check(value, one, root, path));
  return found;
}

/**
 * What is wrong with a value, in the words of CloudFormation's validator.
 * https://github.com/aws-cloudformation/cloudformation-resource-schema
 */
export function check(value: Json, written: JsonSchema, root: JsonSchema, path = '#'): string[] {
  const schema = deref(written, root);
  const each = parts(value, schema, root, path);
  const messages = each.flat();
  const right = each.filter(({ length }) => length === 0).length;
  if (messages.length === 0 || each.length === 1) return messages;
  return [`${path}: #: only ${right} subschema matches out of ${each.length}`, ...messages];
}
