import { isObject, type Json, type JsonObject } from '../json.ts';

/** Whether an event matches a pattern, as AWS sees it. */
export type Matches = (pattern: JsonObject) => Promise<boolean>;

/** A part of a pattern that an event does not fulfil. */
export interface FailingClause {
  /** Names of fields, from the top; `$or` with the number of a branch among them. */
  readonly path: readonly string[];
  /** What the pattern asks for there. */
  readonly wanted: Json;
}

/** More questions than this are not asked for one event. */
const MOST_QUESTIONS = 60;

const wrap = (path: readonly string[], value: Json): JsonObject =>
  path.reduceRight<Json>((inner, field) => ({ [field]: inner }), value) as JsonObject;

interface Clause {
  readonly path: readonly string[];
  readonly wanted: Json;
}

/** The parts that must hold each: one for every list of values, and one for every `$or` as a whole. */
function clausesOf(pattern: JsonObject, path: readonly string[] = []): readonly Clause[] {
  return Object.entries(pattern).flatMap(([field, value]): readonly Clause[] =>
    field !== '$or' && isObject(value)
      ? clausesOf(value as JsonObject, [...path, field])
      : [{ path: [...path, field], wanted: value }],
  );
}

/**
 * The first clause of a pattern that an event does not fulfil by itself; undefined: each holds alone, so only their
 * combination fails (two fields of one array that no single element has).
 */
export async function findFailingClause(pattern: JsonObject, matches: Matches): Promise<FailingClause | undefined> {
  for (const clause of clausesOf(pattern).slice(0, MOST_QUESTIONS)) {
    if (!(await matches(wrap(clause.path, clause.wanted)))) return clause;
  }
  return undefined;
}

/** What an event has at a path; undefined: nothing. Where arrays are on the way, what each element has. */
export function valueAt(event: Json, path: readonly string[]): Json | undefined {
  const [field, ...rest] = path;
  if (field === undefined) return event;
  if (Array.isArray(event)) {
    const found = event.map((element) => valueAt(element, path)).filter((value) => value !== undefined);
    return found.length > 0 ? found : undefined;
  }
  if (!isObject(event) || !Object.hasOwn(event, field)) return undefined;
  return valueAt(event[field] as Json, rest);
}
