import { isBoolean } from './functions/conditionals.ts';
import { isObject, type JsonObject } from './json.ts';
import { resolve } from './resolve.ts';
import type { Scope } from './scope.ts';
import { formatError, templateError } from './template-error.ts';
import { uses } from './uses.ts';

/** @throws AwsError `ValidationError` where a condition is none, or refers to what a condition cannot */
export function checkConditions(conditions: JsonObject, parameters: ReadonlySet<string>): void {
  for (const [name, condition] of Object.entries(conditions)) {
    if (!isObject(condition)) throw formatError('Any Conditions member must be a JSON object.');
    if (!isBoolean(condition))
      throw formatError('Conditions can only be boolean operations on parameters and other conditions');
    const found = [...uses(condition, { inConditions: true })];
    const resources = found.flatMap((use) =>
      (use.kind === 'ref' && !parameters.has(use.name)) || use.kind === 'attribute' ? [use.name] : [],
    );
    if (resources.length > 0) {
      throw formatError(
        `Unresolved dependencies [${[...new Set(resources)].join(', ')}]. Cannot reference resources in the Conditions block of the template`,
      );
    }
    const missing = found.flatMap((use) =>
      use.kind === 'condition' && !Object.hasOwn(conditions, use.name) ? [use.name] : [],
    );
    if (missing.length > 0) {
      throw formatError(
        `Unresolved condition dependencies [${[...new Set(missing)].join(', ')}] in the Conditions block of the template`,
      );
    }
    void name;
  }
}

/** Every condition's truth. @throws AwsError `ValidationError` */
export function evaluateConditions(
  conditions: JsonObject,
  scope: Omit<Scope, 'conditions'>,
): Readonly<Record<string, boolean>> {
  const known: Record<string, boolean> = {};
  const open = new Set<string>();
  const evaluate = (name: string): void => {
    const condition = conditions[name];
    if (Object.hasOwn(known, name) || condition === undefined) return;
    if (open.has(name)) throw templateError(`Found circular condition dependency: [${[...open].join(', ')}]`);
    open.add(name);
    for (const use of uses(condition, { inConditions: true })) if (use.kind === 'condition') evaluate(use.name);
    open.delete(name);
    known[name] = resolve(condition, { ...scope, conditions: known }, true) === true;
  };
  for (const name of Object.keys(conditions)) evaluate(name);
  return known;
}
