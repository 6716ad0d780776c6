import { formatArn, type Place, placeKey } from '../../core/arn.ts';
import type { Instant } from '../../core/clock.ts';
import { type ItemKey, itemKey } from './keys.ts';
import type { Item, Type } from './values.ts';

export interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: 'HASH' | 'RANGE';
}
export interface Projection {
  readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  readonly NonKeyAttributes?: readonly string[];
}
export interface Throughput {
  readonly ReadCapacityUnits: number;
  readonly WriteCapacityUnits: number;
}
export interface Index {
  /** Its number in the tables of the store. */
  readonly id: number;
  readonly name: string;
  readonly kind: 'local' | 'global';
  readonly keys: readonly KeyElement[];
  readonly projection: Projection;
  readonly throughput: Throughput;
}
export type ViewType = 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES' | 'KEYS_ONLY';
export interface StreamState {
  /** Its number in the tables of the store. */
  readonly id: number;
  readonly view: ViewType;
  /** The creation time that ends the stream's ARN. */
  readonly label: string;
  readonly created: Instant;
  /** The place of its first record among those of all streams. */
  readonly first: number;
  /** Set when the stream was switched off; it can be read for another day. */
  readonly closed: Instant | undefined;
}

export interface ResourcePolicy {
  readonly document: string;
  /** Changes with every change of the policy. */
  readonly revision: string;
}

export interface Table extends Place {
  /** Its number in the tables of the store. */
  readonly id: number;
  readonly uuid: string;
  readonly name: string;
  readonly created: Instant;
  readonly attributes: Readonly<Record<string, Type>>;
  readonly keys: readonly KeyElement[];
  readonly indexes: readonly Index[];
  readonly billing: 'PROVISIONED' | 'PAY_PER_REQUEST';
  /** When billing became what it is, if it was ever set to PAY_PER_REQUEST. */
  readonly payPerRequestSince: Instant | undefined;
  readonly throughput: Throughput;
  readonly stream: StreamState | undefined;
  readonly timeToLive: { readonly attribute: string; readonly since: Instant } | undefined;
  /** DynamoDB lets the setting change once an hour. */
  readonly timeToLiveChanged: Instant | undefined;
  readonly pointInTime: { readonly since: Instant; readonly days: number } | undefined;
  /** The policy of the table and its indexes, a JSON text. */
  readonly policy: ResourcePolicy | undefined;
  /** The policy of its stream. */
  readonly streamPolicy: ResourcePolicy | undefined;
  readonly deletionProtection: boolean;
  /** The ARN of the account's AWS managed key, where the table is encrypted with it and not with DynamoDB's own. */
  readonly keyArn: string | undefined;
  readonly tableClass: string;
  readonly tags: Readonly<Record<string, string>>;
}

export const tableKey = (place: Place, name: string): string => placeKey(place, name);
export const tableArn = (table: Place & { readonly name: string }): string =>
  formatArn('dynamodb', table, `table/${table.name}`);
/** The name alone, of a name or an ARN. */
export const nameOnly = (nameOrArn: string): string => nameOrArn.replace(/^arn:[^/]*:table\//, '');
export const indexArn = (table: Place & { readonly name: string }, index: string): string =>
  `${tableArn(table)}/index/${index}`;
export const streamArn = (table: Place & { readonly name: string }, label: string): string =>
  `${tableArn(table)}/stream/${label}`;

export const namesOf = (keys: readonly KeyElement[]): readonly string[] =>
  keys.map(({ AttributeName }) => AttributeName);

/** The place of an item by a key schema; undefined where it lacks a key attribute (a sparse index). */
export function placeOf(keys: readonly KeyElement[], item: Item): ItemKey | undefined {
  const [hash, range] = namesOf(keys);
  const [first, second] = [item[hash ?? ''], range === undefined ? undefined : item[range]];
  if (!first || (range !== undefined && !second)) return undefined;
  return itemKey(first, second);
}

/** Only the key attributes of an item: of the table, and of an index before them. */
export const keyOf = (table: Table, item: Item, index?: Index): Item => {
  const names = [...namesOf(index?.keys ?? []), ...namesOf(table.keys)];
  const found: Record<string, Item[string]> = {};
  for (const name of names) if (item[name]) found[name] = item[name];
  return found;
};

/** What an index holds of an item. */
export function projected(table: Table, index: Index | undefined, item: Item): Item {
  if (!index || index.projection.ProjectionType === 'ALL') return item;
  const found: Record<string, Item[string]> = { ...keyOf(table, item, index) };
  for (const name of index.projection.NonKeyAttributes ?? []) if (item[name]) found[name] = item[name];
  return found;
}
