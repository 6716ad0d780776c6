import type { Instant } from '../../core/clock.ts';
import { invalidValues, validation } from './errors.ts';
import type { EntryKey } from './items.ts';
import type { ItemKey } from './keys.ts';
import type { DynamoDbState } from './state.ts';
import type { UserIdentity } from './streams.ts';
import { type Index, namesOf, placeOf, type Table } from './table.ts';
import { type AttributeValue, type Item, itemSize, typeOf, valueSize } from './values.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html#limits-items */
export const LARGEST_ITEM = 400 * 1024;
const LARGEST_HASH = 2048;
const LARGEST_RANGE = 1024;

const isEmpty = (value: AttributeValue): boolean => value.S === '' || value.B === '';

function checkKeySize(value: AttributeValue, isHash: boolean): void {
  const size = valueSize(value);
  if (isHash && size > LARGEST_HASH)
    throw invalidValues('Size of hashkey has exceeded the maximum size limit of2048 bytes');
  if (!isHash && size > LARGEST_RANGE)
    throw invalidValues('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');
}

/** The place of a key as a request gives it. @throws AwsError `ValidationException` */
export function placeOfKey(table: Table, key: Item): ItemKey {
  const names = namesOf(table.keys);
  const mismatch = () => validation('The provided key element does not match the schema');
  if (Object.keys(key).length !== names.length) throw mismatch();
  names.forEach((name, i) => {
    const value = key[name];
    if (!value || typeOf(value) !== table.attributes[name]) throw mismatch();
    if (isEmpty(value)) {
      const kind = value.S === undefined ? 'binary' : 'string';
      throw validation(
        `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${kind} value. Key: ${name}`,
      );
    }
    checkKeySize(value, i === 0);
  });
  const place = placeOf(table.keys, key);
  if (!place) throw mismatch();
  return place;
}

/** Whether an item can be stored in a table. @throws AwsError `ValidationException` */
export function checkItem(table: Table, item: Item): ItemKey {
  const key: Record<string, AttributeValue> = {};
  for (const name of namesOf(table.keys)) {
    const value = item[name];
    if (!value) throw invalidValues(`Missing the key ${name} in the item`);
    const [wanted, actual] = [table.attributes[name], typeOf(value)];
    if (actual !== wanted) throw invalidValues(`Type mismatch for key ${name} expected: ${wanted} actual: ${actual}`);
    key[name] = value;
  }
  const place = placeOfKey(table, key);
  checkIndexKeys(table, item);
  return place;
}

/** Attributes that are keys of an index have its type, are not empty, and not too long. @throws AwsError `ValidationException` */
export function checkIndexKeys(table: Table, item: Item): void {
  for (const { name: index, keys } of table.indexes) {
    keys.forEach(({ AttributeName: name }, i) => {
      const value = item[name];
      if (!value) return;
      const [wanted, actual] = [table.attributes[name], typeOf(value)];
      if (actual !== wanted) {
        throw invalidValues(
          `Type mismatch for Index Key ${name} Expected: ${wanted} Actual: ${actual} IndexName: ${index}`,
        );
      }
      if (isEmpty(value)) {
        const kind = value.S === undefined ? 'binary' : 'string';
        throw validation(
          `One or more parameter values are not valid. A value specified for a secondary index key is not supported. The AttributeValue for a key attribute cannot contain an empty ${kind} value. IndexName: ${index}, IndexKey: ${name}`,
        );
      }
      checkKeySize(value, i === 0);
    });
  }
}

const entryOf = (index: Index, item: Item | undefined, place: ItemKey): EntryKey | undefined => {
  const entry = item && placeOf(index.keys, item);
  return entry && { entry, item: place };
};
const sameBytes = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const sameEntry = (a: EntryKey | undefined, b: EntryKey | undefined): boolean =>
  a === undefined || b === undefined
    ? a === b
    : sameBytes(a.entry.hash, b.entry.hash) && sameBytes(a.entry.range, b.entry.range);

/** When an item expires, in seconds since 1970; undefined where its attribute holds no such time. */
export const expiryOf = ({ timeToLive }: Table, item: Item): number | undefined => {
  const text = timeToLive && item[timeToLive.attribute]?.N;
  const seconds = text === undefined ? Number.NaN : Math.trunc(Number(text));
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : undefined;
};

/** Tells items apart across tables, to find one that a request names twice. */
export const placeId = (table: Table, { hash, range }: ItemKey): string =>
  `${table.id}/${Buffer.from(hash).toString('hex')}/${Buffer.from(range).toString('hex')}`;

/** A change of one item, checked and ready. */
export interface Change {
  readonly table: Table;
  readonly place: ItemKey;
  readonly before: Item | undefined;
  /** Undefined: deleted. */
  readonly after: Item | undefined;
  readonly by?: UserIdentity;
}

/** Puts one change into table, indexes and stream, all or nothing. */
export function write(state: DynamoDbState, change: Change, now: Instant): void {
  const { table, place, before, after, by } = change;
  if (!before && !after) return;
  state.deps.store.atomic(() => {
    const expires = after && expiryOf(table, after);
    if (after) state.items.put(table.id, place, after, itemSize(after), expires);
    else state.items.remove(table.id, place);
    if (expires !== undefined) state.expiry.expect(expires);
    for (const index of table.indexes) {
      const [old, fresh] = [entryOf(index, before, place), entryOf(index, after, place)];
      if (sameEntry(old, fresh)) continue;
      if (old) state.items.removeEntry(index.id, old);
      if (fresh) state.items.putEntry(index.id, fresh);
    }
    state.streams.append(table, state.deps.ids.hex(32), before, after, now, by);
  });
}
