import { checkNested } from './changes.ts';
import type { LegacyCondition } from './conditions.ts';
import { meets, meetsAllLegacy, meetsLegacy } from './conditions.ts';
import { type ConsumedCapacity, consumed, readUnits } from './consumed.ts';
import { invalidValues, validation } from './errors.ts';
import type { Bounds, EntryKey } from './items.ts';
import { BEHIND_ALL, behindPrefix, type ItemKey, itemKey, keyBytes, NO_RANGE, next } from './keys.ts';
import { pathsOf, project } from './projections.ts';
import type { ReadRequest } from './requests.ts';
import { type Index, type KeyElement, keyOf, namesOf, placeOf, projected, type Table } from './table.ts';
import { type AttributeValue, type Item, itemSize, typeOf } from './values.ts';
import { placeOfKey } from './write.ts';

/** As much as one answer may read. */
const PAGE_BYTES = 1024 * 1024;

export interface Page {
  readonly Items?: readonly Item[];
  readonly Count: number;
  readonly ScannedCount: number;
  readonly LastEvaluatedKey?: Item;
  readonly ConsumedCapacity?: ConsumedCapacity;
}

/** The index that a read names. @throws AwsError `ValidationException` */
export function indexOf(table: Table, { IndexName: name, ConsistentRead, Select }: ReadRequest): Index | undefined {
  if (name === undefined) return undefined;
  const index = table.indexes.find((each) => each.name === name);
  if (!index) throw validation(`The table does not have the specified index: ${name}`);
  if (index.kind === 'global' && ConsistentRead)
    throw validation('Consistent reads are not supported on global secondary indexes');
  if (index.kind === 'global' && Select === 'ALL_ATTRIBUTES' && index.projection.ProjectionType !== 'ALL') {
    throw invalidValues(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${name} because its projection type is not ALL`,
    );
  }
  return index;
}

/** Where a read goes on, from the key it was given. @throws AwsError `ValidationException` */
export function startOf(table: Table, index: Index | undefined, key: Item | undefined): EntryKey | undefined {
  if (!key) return undefined;
  const refuse = () => validation('The provided starting key is invalid');
  const names = new Set([...namesOf(index?.keys ?? []), ...namesOf(table.keys)]);
  if (Object.keys(key).length !== names.size) throw refuse();
  for (const name of names) {
    const value = key[name];
    if (!value || typeOf(value) !== table.attributes[name]) throw refuse();
  }
  const item = placeOfKey(table, Object.fromEntries(namesOf(table.keys).map((name) => [name, key[name] ?? {}])));
  const entry = index ? placeOf(index.keys, key) : item;
  if (!entry) throw refuse();
  return { entry, item };
}

/** Filters see no key attributes: those belong into the key condition. @throws AwsError `ValidationException` */
export function checkFilter(table: Table, request: ReadRequest, keys: readonly KeyElement[]): void {
  checkNested(table, request._projection?.nestedPaths);
  checkNested(table, request._filter?.nestedPaths);
  const heads = request.QueryFilter ?? request._filter?.pathHeads ?? {};
  const noun = request.QueryFilter ? 'QueryFilter' : 'Filter Expression';
  for (const name of namesOf(keys)) {
    if (name in heads)
      throw validation(`${noun} can only contain non-primary key attributes: Primary key attribute: ${name}`);
  }
}

/** Reads on until the limit or a megabyte is reached, then filters and projects. */
export function pageOf(table: Table, index: Index | undefined, request: ReadRequest, rows: Iterable<Item>): Page {
  const whole = request.Select === 'ALL_ATTRIBUTES' && index?.kind === 'local';
  const paths = pathsOf(request);
  const legacy = request.QueryFilter ?? request.ScanFilter;
  const items: Item[] = [];
  let [scanned, bytes, count] = [0, 0, 0];
  let last: Item | undefined;
  for (const row of rows) {
    const item = whole ? row : projected(table, index, row);
    scanned++;
    bytes += itemSize(item);
    const fits = request._filter
      ? meets(request._filter.expression, item)
      : !legacy || meetsAllLegacy(item, legacy, request.ConditionalOperator);
    if (fits) {
      count++;
      if (request.Select !== 'COUNT') items.push(project(item, paths));
    }
    if (scanned === request.Limit || bytes >= PAGE_BYTES) {
      last = row;
      break;
    }
  }
  const units = readUnits(bytes, request.ConsistentRead);
  const capacity = index
    ? consumed(table, request.ReturnConsumedCapacity, 0, new Map([[index, units]]))
    : consumed(table, request.ReturnConsumedCapacity, units);
  return {
    ...(request.Select === 'COUNT' ? {} : { Items: items }),
    Count: count,
    ScannedCount: scanned,
    ...(last ? { LastEvaluatedKey: keyOf(table, last, index) } : {}),
    ...(capacity ? { ConsumedCapacity: capacity } : {}),
  };
}

const ALL: Bounds = { low: NO_RANGE, high: BEHIND_ALL };
const NOT_INDEXABLE = new Set(['NULL', 'NOT_NULL', 'NE', 'CONTAINS', 'NOT_CONTAINS', 'IN']);
const RANGES: Readonly<Record<string, (a: Uint8Array, b: Uint8Array) => Bounds>> = {
  EQ: (a) => ({ low: a, high: next(a) }),
  LT: (a) => ({ low: NO_RANGE, high: a }),
  LE: (a) => ({ low: NO_RANGE, high: next(a) }),
  GT: (a) => ({ low: next(a), high: BEHIND_ALL }),
  GE: (a) => ({ low: a, high: BEHIND_ALL }),
  BETWEEN: (a, b) => ({ low: a, high: next(b) }),
  BEGINS_WITH: (a) => ({ low: a, high: behindPrefix(a) }),
};

const valuesOf = ({ AttributeValueList, Value }: LegacyCondition): readonly AttributeValue[] =>
  AttributeValueList ?? (Value ? [Value] : []);

/** The hash key and the range of sort keys that the key conditions mean. @throws AwsError `ValidationException` */
export function rangeOf(
  table: Table,
  keys: readonly KeyElement[],
  conditions: Readonly<Record<string, LegacyCondition>>,
  start: Item | undefined,
): { readonly hash: ItemKey; readonly bounds: Bounds } {
  const [hashName = '', rangeName] = namesOf(keys);
  const count = Object.keys(conditions).length;
  const most = rangeName === undefined ? 1 : 2;
  if (count > most) {
    throw validation(
      `The number of query conditions (${count}) exceeds the number of key attributes defined in the schema (${most})`,
    );
  }
  for (const name of [hashName, rangeName]) {
    if (name === undefined) continue;
    const condition = conditions[name];
    if (!condition) {
      if (name === hashName || count > 1) throw validation(`Query condition missed key schema element: ${name}`);
      continue;
    }
    if (NOT_INDEXABLE.has(condition.ComparisonOperator ?? 'EQ'))
      throw validation('Attempted conditional constraint is not an indexable operation');
    if (valuesOf(condition).some((value) => typeOf(value) !== table.attributes[name]))
      throw invalidValues('Condition parameter type does not match schema type');
    if (name === hashName && condition.ComparisonOperator !== 'EQ')
      throw validation('Query key condition not supported');
    for (const value of valuesOf(condition)) if (value.S === '' || value.B === '') throw emptyKey(name, value);
  }
  const [hashValue = {}] = valuesOf(conditions[hashName] ?? {});
  const range = rangeName === undefined ? undefined : conditions[rangeName];
  checkStart(hashName, hashValue, rangeName, range, start);
  const [a, b] = range ? valuesOf(range).map(keyBytes) : [];
  const bounds = (range && a && RANGES[range.ComparisonOperator ?? '']?.(a, b ?? a)) ?? ALL;
  return { hash: itemKey(hashValue, undefined), bounds };
}

const emptyKey = (name: string, value: AttributeValue) =>
  validation(
    `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${value.S === undefined ? 'binary' : 'string'} value. Key: ${name}`,
  );

function checkStart(
  hashName: string,
  hash: AttributeValue,
  rangeName: string | undefined,
  range: LegacyCondition | undefined,
  start: Item | undefined,
): void {
  if (!start) return;
  const outside = !meetsLegacy(start[hashName], { ComparisonOperator: 'EQ', Value: hash });
  if (!range || rangeName === undefined) {
    if (outside) throw validation('The provided starting key is outside query boundaries based on provided conditions');
    return;
  }
  if (!meetsLegacy(start[rangeName], range))
    throw validation('The provided starting key does not match the range key predicate');
  if (outside) throw validation('The query can return at most one row and cannot be restarted');
}
