import { isJsonArray, isJsonObject, type Json, type JsonObject } from '../json.ts';
import type { Findings } from './diagnose.ts';

/**
 * A variable that an outer scope assigns cannot be assigned in an inner one: a branch of a Parallel or the
 * processor of a Map. `graph` is the object with States.
 * https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html
 */
export function checkScopes(
  graph: JsonObject,
  location: string,
  findings: Findings,
  outer: ReadonlySet<string> = new Set(),
): void {
  const states = isJsonObject(graph.States) ? Object.entries(graph.States) : [];
  const own = new Set<string>();
  for (const [name, state] of states) {
    if (!isJsonObject(state)) continue;
    for (const { names, place } of assignments(state, `${location}/States/${name}`)) {
      for (const variable of names) {
        own.add(variable);
        if (outer.has(variable)) {
          findings.schema(`Variable '${variable}' is already assigned in an outer scope`, place);
        }
      }
    }
  }
  const all = new Set([...outer, ...own]);
  for (const [name, state] of states) {
    if (!isJsonObject(state)) continue;
    for (const { inner, place } of graphs(state, `${location}/States/${name}`))
      checkScopes(inner, place, findings, all);
  }
}

/** The names in the Assign fields of a state: its own, its rules', and its catchers'. */
function* assignments(state: JsonObject, location: string) {
  const holders: (readonly [Json | undefined, string])[] = [[state, location]];
  for (const field of ['Choices', 'Catch']) {
    const list = state[field];
    if (isJsonArray(list)) list.forEach((item, i) => void holders.push([item, `${location}/${field}[${i}]`]));
  }
  for (const [holder, place] of holders) {
    if (!isJsonObject(holder) || !isJsonObject(holder.Assign)) continue;
    yield { names: Object.keys(holder.Assign).map((key) => key.replace(/\.\$$/, '')), place: `${place}/Assign` };
  }
}

/** A distributed Map starts with no variables at all, so its names are its own. */
function* graphs(state: JsonObject, location: string): Generator<{ inner: JsonObject; place: string }> {
  if (isJsonArray(state.Branches)) {
    for (const [i, inner] of state.Branches.entries()) {
      if (isJsonObject(inner)) yield { inner, place: `${location}/Branches[${i}]` };
    }
  }
  for (const field of ['ItemProcessor', 'Iterator']) {
    const inner = state[field];
    if (isJsonObject(inner)) yield { inner, place: `${location}/${field}` };
  }
}
