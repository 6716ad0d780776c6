/** A node of jsonata's syntax tree, as far as the checks need it. */
export interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly steps?: readonly Node[];
  readonly arguments?: readonly Node[];
  readonly procedure?: Node;
  readonly expressions?: readonly Node[];
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly body?: Node;
  readonly expression?: Node;
  readonly pattern?: Node;
  readonly update?: Node;
  readonly delete?: Node;
  readonly lhs?: Node | readonly Node[] | readonly (readonly Node[])[];
  readonly rhs?: Node;
  readonly terms?: readonly { readonly expression: Node }[];
  readonly predicate?: readonly Node[];
  readonly stages?: readonly Node[];
  readonly expr?: Node;
  readonly group?: { readonly lhs: readonly (readonly Node[])[] };
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

/** Every node directly below, whatever field holds it. */
export function childrenOf(node: Node): Node[] {
  const found: Node[] = [];
  const add = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) add(item);
    else if (isNode(value)) found.push(value);
    else if (typeof value === 'object' && value !== null && !(value instanceof RegExp)) {
      for (const inner of Object.values(value)) if (typeof inner === 'object') add(inner);
    }
  };
  for (const [key, value] of Object.entries(node)) if (key !== 'value' || Array.isArray(value)) add(value);
  return found;
}

/** Whether the node or one below it is as asked. */
export const some = (node: Node, test: (node: Node) => boolean): boolean =>
  test(node) || childrenOf(node).some((child) => some(child, test));
