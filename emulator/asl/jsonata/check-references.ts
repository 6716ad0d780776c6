import { childrenOf, type Node } from './node.ts';

/** The fields of `$states` at some place of a definition. */
export type StatesField = 'input' | 'context' | 'result' | 'errorOutput';

/**
 * What an expression refers to that is not there, in AWS's words, each once: names outside any path (there is
 * no context item at the top), `$$`, and fields of `$states` that this place does not have.
 */
export function checkReferences(ast: Node, fields: readonly StatesField[]): string[] {
  const found = new Set<string>();
  visit(ast, false, fields, found);
  return [...found];
}

/** `context`: there is a context item, as in a later step of a path or in a predicate. */
function visit(node: Node, context: boolean, fields: readonly StatesField[], found: Set<string>): void {
  const own = ownReference(node, context);
  if (own !== undefined) found.add(`Reference to '${own}' at the top level is not supported.`);
  const inner = (child: Node): void => visit(child, true, fields, found);
  const same = (child: Node): void => visit(child, context, fields, found);
  for (const child of [...(node.predicate ?? []), ...(node.stages ?? [])]) inner(child);
  for (const child of node.group?.lhs.flat() ?? []) inner(child);
  if (node.type === 'path') {
    const [first, ...later] = node.steps ?? [];
    checkStates(first, later[0], fields, found);
    if (first !== undefined) same(first);
    later.forEach(inner);
    return;
  }
  if (node.type === 'transform') {
    for (const child of [node.pattern, node.update, node.delete]) if (child !== undefined) inner(child);
    return;
  }
  if (node.type === 'lambda') {
    if (node.body !== undefined) same(node.body);
    return;
  }
  if (node.type === 'sort') {
    for (const { expression } of node.terms ?? []) inner(expression);
    return;
  }
  for (const child of childrenOf({ ...node, predicate: [], stages: [], group: { lhs: [] } })) same(child);
}

/** What the node itself reads of a context item that is not there. */
function ownReference(node: Node, context: boolean): string | undefined {
  if (node.type === 'variable' && node.value === '$') return '$$';
  if (context) return undefined;
  if (node.type === 'variable' && node.value === '') return '$';
  return node.type === 'name' || node.type === 'wildcard' || node.type === 'descendant'
    ? String(node.value)
    : undefined;
}

function checkStates(
  first: Node | undefined,
  second: Node | undefined,
  fields: readonly StatesField[],
  found: Set<string>,
): void {
  if (first?.type !== 'variable' || first.value !== 'states' || second?.type !== 'name') return;
  if (!(fields as readonly unknown[]).includes(second.value)) {
    found.add(`Field '$states.${String(second.value)}' does not exist.`);
  }
}
