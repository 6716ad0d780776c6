import type { Json } from '../json.ts';
import type { Expression, Scope } from '../scope.ts';
import { StatesError } from '../states-error.ts';
import { CONTEXT, DATA, type Path } from './path.ts';
import { PathNotFoundError } from './path-error.ts';
import { readPath } from './read-path.ts';

/** The value that the path starts from; undefined for a variable that was never assigned. */
export function rootOf(path: Path, scope: Scope): Json | undefined {
  if (path.root === DATA) return scope.input;
  if (path.root === CONTEXT) return scope.context;
  return Object.hasOwn(scope.variables, path.root) ? scope.variables[path.root] : undefined;
}

/**
 * What the path selects in the scope. `onMissing` words the failure: it gets the library's message and the
 * value that was searched.
 * @throws StatesError States.Runtime
 */
export function select(path: Path, scope: Scope, onMissing: (message: string, searched: Json) => string): Json {
  const root = rootOf(path, scope);
  if (root === undefined) {
    throw new StatesError('States.Runtime', onMissing(`No results for path: $['${path.root}']`, scope.variables));
  }
  if (root === null && path.root === DATA) {
    throw new StatesError('States.Runtime', 'Unable to apply Path transformation to null or empty input.');
  }
  try {
    return readPath(path, root);
  } catch (error) {
    if (!(error instanceof PathNotFoundError)) throw error;
    throw new StatesError('States.Runtime', onMissing(error.message, root));
  }
}

/** InputPath, OutputPath and the …Path fields: `Invalid path '$.a' : No results for path: $['a']`. */
export const pathExpression = (path: Path): Expression => ({
  text: path.text,
  evaluate: (scope) => select(path, scope, (message) => `Invalid path '${path.text}' : ${message}`),
});
