import { parseReferencePath, parseResultPath } from '../paths/parse-reference-path.ts';
import type { Path } from '../paths/path.ts';
import { PathSyntaxError } from '../paths/path-error.ts';
import type { ReferencePath } from '../paths/reference-path.ts';
import type { ObjectReader } from './read.ts';

/** A field that holds a reference path. `context` allows `$$`. */
export function referenceField(reader: ObjectReader, name: string, context = false): Path | undefined {
  return parsed(reader, name, (text) => parseReferencePath(text, { context }));
}

/** ResultPath: a reference path to where a value is put, or null. */
export function resultPathField(reader: ObjectReader, name = 'ResultPath'): ReferencePath | null | undefined {
  return reader.get(name) === null ? null : parsed(reader, name, parseResultPath);
}

function parsed<T>(reader: ObjectReader, name: string, parse: (text: string) => T): T | undefined {
  const text = reader.text(name);
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof PathSyntaxError)) throw error;
    return reader.fail(name, `Value is not a Reference Path: ${error.message}`);
  }
}
