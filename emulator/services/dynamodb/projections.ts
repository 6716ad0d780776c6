import { type Path, valueAt } from './conditions.ts';
import type { AttributeValue, Item } from './values.ts';

type Tree = Map<string | number, Tree | true>;

function treeOf(paths: readonly Path[]): Tree {
  const tree: Tree = new Map();
  for (const path of paths) {
    let at = tree;
    path.forEach((step, i) => {
      const known = at.get(step);
      if (i === path.length - 1) at.set(step, true);
      else if (known !== true) {
        const next: Tree = known ?? new Map();
        at.set(step, next);
        at = next;
      }
    });
  }
  return tree;
}

function pick(value: AttributeValue, tree: Tree | true): AttributeValue | undefined {
  if (tree === true) return value;
  if (value.M) {
    const inner = pickMembers(value.M, tree);
    return Object.keys(inner).length > 0 ? { M: inner } : undefined;
  }
  const steps = [...tree.keys()].filter((step) => typeof step === 'number').sort((a, b) => a - b);
  const items = steps.flatMap((step) => {
    const item = value.L?.[step];
    const picked = item && pick(item, tree.get(step) ?? true);
    return picked ? [picked] : [];
  });
  return items.length > 0 ? { L: items } : undefined;
}

function pickMembers(map: Item, tree: Tree): Record<string, AttributeValue> {
  const found: Record<string, AttributeValue> = {};
  for (const [step, inner] of tree) {
    const value = typeof step === 'string' ? valueAt([step], map) : undefined;
    const picked = value && pick(value, inner);
    if (picked) found[String(step)] = picked;
  }
  return found;
}

/** Only what lies at the paths; of a list the elements asked for, closed up. */
export const project = (item: Item, paths: readonly Path[] | undefined): Item =>
  paths ? pickMembers(item, treeOf(paths)) : item;

/** The paths of a request: of its projection expression, or of `AttributesToGet`. */
export const pathsOf = (request: {
  readonly _projection?: { readonly paths: readonly Path[] };
  readonly AttributesToGet?: readonly string[];
}): readonly Path[] | undefined => request._projection?.paths ?? request.AttributesToGet?.map((name) => [name]);
