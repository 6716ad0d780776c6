import type { Definition, Stack } from '../stack.ts';
import { type CloudFormationState, resourceOf, stacksOf, templateOf } from '../state.ts';
import { evaluateConditions } from '../template/conditions.ts';
import { type Dependencies, dependenciesOf } from '../template/dependencies.ts';
import type { Json } from '../template/json.ts';
import { referenceValue } from '../template/parameter-values.ts';
import { pseudoValues } from '../template/pseudo-parameters.ts';
import type { ResourceValue, Scope } from '../template/scope.ts';
import { LANGUAGE_EXTENSIONS, type Template } from '../template/template.ts';

/** A template with its parameters' values: what a stack shall consist of. */
export interface Instance {
  readonly template: Template;
  readonly conditions: Readonly<Record<string, boolean>>;
  readonly dependencies: Dependencies;
  readonly scope: Scope;
}

const parameterScope = (template: Template, { parameters }: Pick<Definition, 'parameters'>): Record<string, Json> =>
  Object.fromEntries(
    parameters.flatMap(({ key, value, resolved }) => {
      const declared = template.parameters[key];
      return declared ? [[key, referenceValue(declared, resolved ?? value)]] : [];
    }),
  );

/** The value that any stack of a place exports under a name. */
function exportedValue(state: CloudFormationState, stack: Pick<Stack, 'accountId' | 'region'>, name: string) {
  for (const { outputs, status } of stacksOf(state, stack)) {
    if (status === 'DELETE_COMPLETE') continue;
    const found = outputs.find(({ exportName }) => exportName === name);
    if (found) return found.value;
  }
  return undefined;
}

const valueAt = (attributes: Json, path: string): Json | undefined => {
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) return undefined;
  const object = attributes as Readonly<Record<string, Json>>;
  if (Object.hasOwn(object, path)) return object[path];
  const dot = path.indexOf('.');
  return dot < 0 ? undefined : valueAt(object[path.slice(0, dot)] ?? null, path.slice(dot + 1));
};

/** What a resource of a stack gives to those that refer to it, as it stands now. */
export function currentValue(
  state: CloudFormationState,
  stackId: string,
  logicalId: string,
): ResourceValue | undefined {
  const current = resourceOf(state, stackId, logicalId)?.current;
  return current && { ref: current.physicalId, attribute: (name) => valueAt(current.attributes, name) };
}

/**
 * Brings a definition to life.
 * @param resource what references to resources give; left out: what the stack's resources are now
 * @throws AwsError `ValidationError` where a condition cannot be evaluated
 */
export function instantiate(
  state: CloudFormationState,
  stack: Stack,
  definition: Pick<Definition, 'parameters' | 'notificationArns'> & { readonly template: Template },
  resource: Scope['resource'] = (logicalId) => currentValue(state, stack.id, logicalId),
): Instance {
  const { template, notificationArns } = definition;
  const base = {
    parameters: { ...pseudoValues({ ...stack, notificationArns }), ...parameterScope(template, definition) },
    mappings: template.mappings,
    languageExtensions: template.transforms.includes(LANGUAGE_EXTENSIONS),
    resource,
    exported: (name: string) => exportedValue(state, stack, name),
  };
  const conditions = evaluateConditions(template.conditions, base);
  return {
    template,
    conditions,
    dependencies: dependenciesOf(template, conditions),
    scope: { ...base, conditions },
  };
}

/** The same for what is stored. */
export const instanceOf = (state: CloudFormationState, stack: Stack, definition: Definition): Instance =>
  instantiate(state, stack, { ...definition, template: templateOf(state, definition.templateId) });
