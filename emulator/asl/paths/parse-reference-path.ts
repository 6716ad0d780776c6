import { parsePath } from './parse-path.ts';
import { CONTEXT, DATA, type Path } from './path.ts';
import { PathSyntaxError } from './path-error.ts';
import type { ReferencePath } from './reference-path.ts';

/**
 * A path that names exactly one place, from the data at hand or from a variable: no wildcards, slices,
 * filters or lists. `context` allows `$$`, as ItemsPath and Choice rules do.
 * @throws PathSyntaxError in AWS's words
 */
export function parseReferencePath(text: string, { context = false } = {}): Path {
  if (!text.startsWith('$')) throw new PathSyntaxError("Reference path didn't start with '$'");
  if (/\[(?!['"\d-])/.test(text)) throw new PathSyntaxError("'[' must be followed by ' or '['");
  const path = parsePath(text);
  if (path.steps.some((step) => !isReference(step))) {
    throw new PathSyntaxError(`'${text}' does not refer to a single value`);
  }
  if (!context && path.root === CONTEXT) throw new PathSyntaxError("'$$' is not supported here");
  return path;
}

/** ResultPath: where a value is put into the state's input. @throws PathSyntaxError */
export function parseResultPath(text: string): ReferencePath {
  const { root, steps } = parseReferencePath(text);
  if (root !== DATA) throw new PathSyntaxError('A variable cannot be the place of a result');
  return { text, steps: steps.map((step) => (step.kind === 'names' ? step.names[0] : indexOf(step)) ?? '') };
}

const isReference = (step: Path['steps'][number]): boolean =>
  (step.kind === 'names' && step.names.length === 1) || (step.kind === 'indexes' && step.indexes.length === 1);

const indexOf = (step: Path['steps'][number]): number | undefined =>
  step.kind === 'indexes' ? step.indexes[0] : undefined;
