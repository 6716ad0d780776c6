/** One part of a route's path. */
export type Segment =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string }
  /** `{name+}`: all that is left, at least one part. */
  | { readonly kind: 'greedy'; readonly name: string };

export type RouteKey =
  | { readonly kind: 'default' }
  | { readonly kind: 'path'; readonly method: string; readonly segments: readonly Segment[] };

const KEY = /^(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\/\S*)$/;
const VARIABLE = /^\{([\w.-]+)(\+?)\}$/;

function segmentOf(text: string): Segment | undefined {
  const variable = VARIABLE.exec(text);
  if (variable) return { kind: variable[2] === '+' ? 'greedy' : 'variable', name: variable[1] ?? '' };
  return /[{}]/.test(text) ? undefined : { kind: 'text', text };
}

export const partsOf = (path: string): readonly string[] =>
  path === '/' || path === '' ? [] : path.replace(/^\//, '').split('/');

/**
 * Reads a route key.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 * @returns undefined where it is none
 */
export function parseRouteKey(text: string): RouteKey | undefined {
  if (text === '$default') return { kind: 'default' };
  const [, method, path] = KEY.exec(text) ?? [];
  if (method === undefined || path === undefined) return undefined;
  const segments: Segment[] = [];
  for (const part of partsOf(path)) {
    const segment = segmentOf(part);
    if (!segment || segments.at(-1)?.kind === 'greedy') return undefined;
    segments.push(segment);
  }
  const names = segments.flatMap((segment) => (segment.kind === 'text' ? [] : [segment.name]));
  return new Set(names).size === names.length ? { kind: 'path', method, segments } : undefined;
}
