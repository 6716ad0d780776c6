import type { Dependencies } from '../template/dependencies.ts';

/** As many resources are worked on at a time. */
const LIMIT = 16;

/**
 * Visits every node once all it depends on has been visited, many at a time. Once a visit has given
 * false, nothing new is begun (or, with `keepGoing`, nothing that depends on the failed).
 * Resolves when all that was begun has ended.
 */
export function walk(
  graph: Dependencies,
  visit: (node: string) => Promise<boolean>,
  { keepGoing = false }: { readonly keepGoing?: boolean } = {},
): Promise<void> {
  const left = new Map(
    [...graph].map(([node, needed]) => [node, new Set([...needed].filter((each) => graph.has(each)))]),
  );
  let running = 0;
  let failed = false;
  return new Promise((resolve, reject) => {
    const next = (): void => {
      for (const [node, needed] of left) {
        if (running >= LIMIT || (failed && !keepGoing)) break;
        if (needed.size > 0) continue;
        left.delete(node);
        running++;
        visit(node).then((done) => {
          running--;
          if (done) for (const other of left.values()) other.delete(node);
          else failed = true;
          next();
        }, reject);
      }
      if (running === 0) resolve();
    };
    next();
  });
}

/** The same graph the other way round: what others depend on comes last. */
export function reversed(graph: Dependencies): Dependencies {
  const turned = new Map([...graph.keys()].map((node) => [node, new Set<string>()]));
  for (const [node, needed] of graph) for (const other of needed) turned.get(other)?.add(node);
  return turned;
}
