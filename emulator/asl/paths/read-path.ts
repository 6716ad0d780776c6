import { isJsonArray, isJsonObject, type Json, setKey } from '../json.ts';
import { ITEM, passes } from './filter.ts';
import { canonical, fragment, type Path, type Step } from './path.ts';
import { PathNotFoundError } from './path-error.ts';

/**
 * What the path finds in `root`: the value itself for a definite path, else a list, which may be empty.
 * The messages are those of the Jayway library, which AWS passes on.
 * @throws PathNotFoundError where a definite path finds nothing
 */
export function readPath(path: Path, root: Json): Json {
  return path.definite ? readDefinite(path, root) : readAll(path, root);
}

/** As `readPath`; undefined instead of an error, and instead of an empty list. */
export function findPath(path: Path, root: Json): Json | undefined {
  try {
    const found = readPath(path, root);
    return !path.definite && isJsonArray(found) && found.length === 0 ? undefined : found;
  } catch (error) {
    if (error instanceof PathNotFoundError) return undefined;
    throw error;
  }
}

function readDefinite(path: Path, root: Json): Json {
  const { steps } = path;
  let value = root;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as Step;
    const next = step.kind === 'names' ? property(steps, i, value) : element(steps, i, value);
    if (next === undefined) {
      if (i === steps.length - 1) throw new PathNotFoundError(`No results for path: ${canonical(steps)}`);
      throw new PathNotFoundError(`Missing property in path ${canonical(steps.slice(0, i + 1))}`);
    }
    value = next;
  }
  return value;
}

function property(steps: readonly Step[], i: number, value: Json): Json | undefined {
  const step = steps[i];
  if (step?.kind !== 'names') return undefined;
  if (!isJsonObject(value)) {
    throw new PathNotFoundError(`Property ${fragment(step)} not found in path ${canonical(steps.slice(0, i))}`);
  }
  const [name] = step.names;
  if (step.names.length === 1 && name !== undefined) return Object.hasOwn(value, name) ? value[name] : undefined;
  if (i < steps.length - 1) {
    throw new PathNotFoundError(`Multi properties can only be used as path leafs: ${canonical(steps.slice(0, i + 1))}`);
  }
  const merged: Record<string, Json> = {};
  for (const key of step.names) {
    const found = Object.hasOwn(value, key) ? value[key] : undefined;
    if (found !== undefined) setKey(merged, key, found);
  }
  return merged;
}

function element(steps: readonly Step[], i: number, value: Json): Json | undefined {
  const step = steps[i];
  if (step?.kind !== 'indexes') return undefined;
  if (value === null) throw new PathNotFoundError(`The path ${canonical(steps.slice(0, i))} is null`);
  if (!isJsonArray(value)) {
    throw new PathNotFoundError(
      `Filter: ${fragment(step)} can only be applied to arrays. Current context is: ${JSON.stringify(value)}`,
    );
  }
  return value.at(step.indexes[0] ?? 0);
}

function readAll(path: Path, document: Json): Json[] {
  let found: Json[] = [document];
  for (const step of path.steps) {
    const next: Json[] = [];
    for (const value of found) collect(step, value, document, next);
    found = next;
  }
  return found;
}

/** Indefinite paths pass over what they cannot be applied to. */
const collectors: {
  readonly [K in Step['kind']]: (step: Extract<Step, { kind: K }>, value: Json, document: Json, into: Json[]) => void;
} = {
  names({ names }, value, _document, into) {
    if (!isJsonObject(value)) return;
    for (const name of names) if (Object.hasOwn(value, name)) into.push(value[name] as Json);
  },
  indexes({ indexes }, value, _document, into) {
    if (!isJsonArray(value)) return;
    for (const index of indexes) {
      const item = value.at(index);
      if (item !== undefined) into.push(item);
    }
  },
  slice({ from, to }, value, _document, into) {
    if (!isJsonArray(value)) return;
    for (const item of value.slice(from, to)) into.push(item);
  },
  wildcard(_step, value, _document, into) {
    for (const item of children(value)) into.push(item);
  },
  filter({ filter }, value, document, into) {
    const items = isJsonArray(value) ? value : isJsonObject(value) ? [value] : [];
    for (const item of items) {
      if (passes(filter, (path) => findPath(path, path.root === ITEM ? item : document))) into.push(item);
    }
  },
  descent(_step, value, _document, into) {
    const open: Json[] = [value];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      into.push(next);
      const inner = children(next);
      for (let i = inner.length - 1; i >= 0; i--) {
        const child = inner[i];
        if (typeof child === 'object' && child !== null) open.push(child);
      }
    }
  },
};

const collect = (step: Step, value: Json, document: Json, into: Json[]): void =>
  (collectors[step.kind] as (step: Step, value: Json, document: Json, into: Json[]) => void)(
    step,
    value,
    document,
    into,
  );

const children = (value: Json): readonly Json[] =>
  isJsonArray(value) ? value : isJsonObject(value) ? Object.values(value) : [];
