import { isJsonArray, isJsonObject, type Json, setKey } from '../json.ts';
import { StatesError } from '../states-error.ts';

/** A path that names exactly one place: `$.a.b[0]['c d']`. Compiled to its steps. */
export interface ReferencePath {
  readonly text: string;
  /** Empty: `$`, the whole. */
  readonly steps: readonly (string | number)[];
}

/**
 * `value` put into `target` at the path, as ResultPath does: missing objects on the way are made.
 * An array's item can be replaced, not added.
 * @throws StatesError States.ResultPathMatchFailure where the path leads through what is no object or array
 */
export function setAt(path: ReferencePath, target: Json, value: Json): Json {
  return put(path, 0, target, value);
}

function put(path: ReferencePath, depth: number, target: Json | undefined, value: Json): Json {
  const step = path.steps[depth];
  if (step === undefined) return value;
  if (typeof step === 'number') {
    if (!isJsonArray(target) || step < 0 || step >= target.length) throw mismatch(path, target);
    return target.with(step, put(path, depth + 1, target[step], value));
  }
  if (target !== undefined && !isJsonObject(target)) throw mismatch(path, target);
  const copy: Record<string, Json> = { ...target };
  const inner = target !== undefined && Object.hasOwn(target, step) ? target[step] : undefined;
  setKey(copy, step, put(path, depth + 1, inner, value));
  return copy;
}

const mismatch = (path: ReferencePath, target: Json | undefined): StatesError =>
  new StatesError(
    'States.ResultPathMatchFailure',
    `Unable to apply ReferencePath ${path.text} to input ${JSON.stringify(target ?? null)}`,
  );
