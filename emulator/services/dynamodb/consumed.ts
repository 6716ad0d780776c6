import { type Index, placeOf, projected, type Table } from './table.ts';
import { type Item, itemSize, sameItem } from './values.ts';

interface Units {
  readonly CapacityUnits: number;
}
/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ConsumedCapacity.html */
export interface ConsumedCapacity extends Units {
  readonly TableName: string;
  readonly Table?: Units;
  readonly LocalSecondaryIndexes?: Readonly<Record<string, Units>>;
  readonly GlobalSecondaryIndexes?: Readonly<Record<string, Units>>;
}

const units = (CapacityUnits: number): Units => ({ CapacityUnits });
const writeUnits = (bytes: number): number => Math.max(1, Math.ceil(bytes / 1024));

/** @param bytes all that was read */
export const readUnits = (bytes: number, consistent: boolean | undefined): number =>
  Math.max(1, Math.ceil(bytes / 4096)) * (consistent ? 1 : 0.5);

/** Capacity of one table and, by index, of its indexes. Undefined where nobody asked. */
export function consumed(
  table: Table,
  wanted: string | undefined,
  ofTable: number,
  ofIndexes: ReadonlyMap<Index, number> = new Map(),
): ConsumedCapacity | undefined {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return undefined;
  const total = [...ofIndexes.values()].reduce((sum, each) => sum + each, ofTable);
  const base = { TableName: table.name, CapacityUnits: total };
  if (wanted === 'TOTAL') return base;
  const ofKind = (kind: Index['kind']) =>
    Object.fromEntries(
      [...ofIndexes].filter(([index]) => index.kind === kind).map(([{ name }, n]) => [name, units(n)]),
    );
  const [local, global] = [ofKind('local'), ofKind('global')];
  return {
    ...base,
    Table: units(ofTable),
    ...(Object.keys(local).length > 0 ? { LocalSecondaryIndexes: local } : {}),
    ...(Object.keys(global).length > 0 ? { GlobalSecondaryIndexes: global } : {}),
  };
}

/** What a write costs each index whose entry it changes. */
function indexWrites(table: Table, before: Item | undefined, after: Item | undefined): Map<Index, number> {
  const found = new Map<Index, number>();
  for (const index of table.indexes) {
    const of = (item: Item | undefined): Item | undefined =>
      item && placeOf(index.keys, item) ? projected(table, index, item) : undefined;
    const [old, fresh] = [of(before), of(after)];
    if (sameItem(old, fresh)) continue;
    const keysMoved =
      old &&
      fresh &&
      index.keys.some(({ AttributeName: name }) => !sameItem({ k: old[name] ?? {} }, { k: fresh[name] ?? {} }));
    const cost = keysMoved
      ? writeUnits(itemSize(old)) + writeUnits(itemSize(fresh))
      : writeUnits(Math.max(old ? itemSize(old) : 0, fresh ? itemSize(fresh) : 0));
    found.set(index, cost);
  }
  return found;
}

/** @param factor 2 in transactions */
export const consumedByWrite = (
  table: Table,
  wanted: string | undefined,
  before: Item | undefined,
  after: Item | undefined,
  factor = 1,
): ConsumedCapacity | undefined => {
  if (wanted !== 'TOTAL' && wanted !== 'INDEXES') return undefined;
  const own = writeUnits(Math.max(before ? itemSize(before) : 0, after ? itemSize(after) : 0));
  const indexes = indexWrites(table, before, after);
  return consumed(table, wanted, own * factor, new Map([...indexes].map(([index, n]) => [index, n * factor])));
};

/** One entry a table, as batches and transactions report. */
export function totals(parts: readonly (ConsumedCapacity | undefined)[]): ConsumedCapacity[] | undefined {
  const byTable = new Map<string, ConsumedCapacity>();
  for (const part of parts) {
    if (!part) continue;
    const before = byTable.get(part.TableName);
    byTable.set(part.TableName, before ? sum(before, part) : part);
  }
  return byTable.size > 0 ? [...byTable.values()] : undefined;
}

const sumUnits = (
  a: Readonly<Record<string, Units>> | undefined,
  b: Readonly<Record<string, Units>> | undefined,
): Record<string, Units> | undefined => {
  if (!a && !b) return undefined;
  const names = [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])];
  return Object.fromEntries(
    names.map((name) => [name, units((a?.[name]?.CapacityUnits ?? 0) + (b?.[name]?.CapacityUnits ?? 0))]),
  );
};

function sum(a: ConsumedCapacity, b: ConsumedCapacity): ConsumedCapacity {
  const [local, global] = [
    sumUnits(a.LocalSecondaryIndexes, b.LocalSecondaryIndexes),
    sumUnits(a.GlobalSecondaryIndexes, b.GlobalSecondaryIndexes),
  ];
  return {
    TableName: a.TableName,
    CapacityUnits: a.CapacityUnits + b.CapacityUnits,
    ...(a.Table && b.Table ? { Table: units(a.Table.CapacityUnits + b.Table.CapacityUnits) } : {}),
    ...(local ? { LocalSecondaryIndexes: local } : {}),
    ...(global ? { GlobalSecondaryIndexes: global } : {}),
  };
}
