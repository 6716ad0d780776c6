import type { Item } from './items.ts';
import type { Assumptions, CostPath } from './paths.ts';
import { PRICES } from './prices.ts';

export interface ItemCost extends Item {
  /** Dollars for a million events. */
  readonly dollars: number;
}

export interface PathCost {
  readonly name: string;
  readonly note: string;
  /** Dollars for a million events. */
  readonly dollars: number;
  /** The dearest first. */
  readonly items: readonly ItemCost[];
}

const MILLION = 1_000_000;

/** What a million events cost that take a path. */
export function costOf({ name, note, items }: CostPath, assumptions: Assumptions): PathCost {
  const priced = items(assumptions)
    .map((entry) => ({ ...entry, dollars: entry.quantity * PRICES[entry.price] * MILLION }))
    .sort((a, b) => b.dollars - a.dollars);
  return { name, note, items: priced, dollars: priced.reduce((sum, { dollars }) => sum + dollars, 0) };
}
