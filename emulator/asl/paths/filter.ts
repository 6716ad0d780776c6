import { isJsonArray, isJsonObject, type Json, sameJson } from '../json.ts';
import type { Path } from './path.ts';

/** The inside of `[?( … )]`, compiled. */
export type Filter =
  | { readonly kind: 'and'; readonly parts: readonly Filter[] }
  | { readonly kind: 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  /** A path alone: it finds something. */
  | { readonly kind: 'exists'; readonly path: Path }
  | {
      readonly kind: 'compare';
      readonly operator: FilterOperator;
      readonly left: FilterOperand;
      readonly right: FilterOperand;
    };

/** A literal, or a path: from the item at hand (`@`), or from the whole document (`$`). */
export type FilterOperand = { readonly literal: Json } | { readonly path: Path };

export type FilterOperator =
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'nin'
  | 'contains'
  | 'size'
  | 'empty'
  | 'subsetof'
  | 'anyof'
  | 'noneof';

/** The root of a path that starts at the item of the filter. */
export const ITEM = '@';

/** What a path finds, or undefined. Given by the path reader, which needs filters in turn. */
export type Find = (path: Path) => Json | undefined;

/** Whether an item passes. `find` reads `@` paths from the item and `$` paths from the document. */
export function passes(filter: Filter, find: Find): boolean {
  if (filter.kind === 'and') return filter.parts.every((part) => passes(part, find));
  if (filter.kind === 'or') return filter.parts.some((part) => passes(part, find));
  if (filter.kind === 'not') return !passes(filter.part, find);
  if (filter.kind === 'exists') return find(filter.path) !== undefined;
  const left = 'literal' in filter.left ? filter.left.literal : find(filter.left.path);
  const right = 'literal' in filter.right ? filter.right.literal : find(filter.right.path);
  if (left === undefined || right === undefined) return filter.operator === '!=' && left !== right;
  return operators[filter.operator](left, right);
}

/** Numbers with numbers, texts with texts; anything else is not in order. */
function order(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return Number.NaN;
}

const has = (list: Json, item: Json): boolean => isJsonArray(list) && list.some((other) => sameJson(other, item));
const any = (a: Json, b: Json): boolean => isJsonArray(a) && a.some((item) => has(b, item));
const sizeOf = (value: Json): number =>
  isJsonArray(value) || typeof value === 'string'
    ? value.length
    : isJsonObject(value)
      ? Object.keys(value).length
      : Number.NaN;

const operators: Readonly<Record<FilterOperator, (left: Json, right: Json) => boolean>> = {
  '==': sameJson,
  '!=': (left, right) => !sameJson(left, right),
  '<': (left, right) => order(left, right) < 0,
  '<=': (left, right) => order(left, right) <= 0,
  '>': (left, right) => order(left, right) > 0,
  '>=': (left, right) => order(left, right) >= 0,
  in: (left, right) => has(right, left),
  nin: (left, right) => !has(right, left),
  contains: (left, right) =>
    typeof left === 'string' ? typeof right === 'string' && left.includes(right) : has(left, right),
  size: (left, right) => sizeOf(left) === right,
  empty: (left, right) => (sizeOf(left) === 0) === right,
  subsetof: (left, right) => isJsonArray(left) && left.every((item) => has(right, item)),
  anyof: any,
  noneof: (left, right) => !any(left, right),
};
