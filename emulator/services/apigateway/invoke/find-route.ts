import type { Route, Snapshot } from '../api.ts';
import { parseRouteKey, partsOf, type RouteKey, type Segment } from './route-key.ts';

export interface FoundRoute {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

function parametersOf(segments: readonly Segment[], parts: readonly string[]): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const [i, segment] of segments.entries()) {
    const part = parts[i];
    if (segment.kind === 'greedy') {
      if (part === undefined) return undefined;
      found[segment.name] = parts.slice(i).join('/');
      return found;
    }
    if (part === undefined || (segment.kind === 'text' && segment.text !== part)) return undefined;
    if (segment.kind === 'variable') found[segment.name] = part;
  }
  return segments.length === parts.length ? found : undefined;
}

/**
 * The most specific route wins: text before a variable, a variable before the rest, a method before ANY,
 * `$default` last. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html#http-api-develop-routes.evaluation
 */
function rank(key: RouteKey): string {
  if (key.kind === 'default') return '3';
  const order = { text: '0', variable: '1', greedy: '2' } as const;
  return `${key.segments.map(({ kind }) => order[kind]).join('')}0${key.method === 'ANY' ? '1' : '0'}`;
}

/** @param path without the stage's name, decoded */
export function findRoute({ routes }: Snapshot, method: string, path: string): FoundRoute | undefined {
  const parts = partsOf(path);
  const candidates = routes.flatMap((route) => {
    const key = parseRouteKey(route.RouteKey);
    if (!key) return [];
    if (key.kind === 'default') return [{ route, pathParameters: {}, rank: rank(key) }];
    if (key.method !== 'ANY' && key.method !== method) return [];
    const pathParameters = parametersOf(key.segments, parts);
    return pathParameters ? [{ route, pathParameters, rank: rank(key) }] : [];
  });
  const [best] = candidates.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return best;
}
