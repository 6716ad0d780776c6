import { hasAttribute, isCustom, isKnownType } from '../types/resource-types.ts';
import { checkFunctions } from './check-functions.ts';
import { checkConditions } from './conditions.ts';
import { circularDependency } from './dependencies.ts';
import type { Json } from './json.ts';
import { PSEUDO_PARAMETERS } from './pseudo-parameters.ts';
import { LANGUAGE_EXTENSIONS, type Template } from './template.ts';
import { formatError, templateError, validationError } from './template-error.ts';
import { type Use, type UsesOptions, uses } from './uses.ts';

interface Names {
  readonly parameters: ReadonlySet<string>;
  readonly template: Template;
}

/** The names that a use leads nowhere with. @throws AwsError where an attribute or a condition is not there */
function unresolved(use: Use, { parameters, template }: Names): string[] {
  if (use.kind === 'condition') {
    if (Object.hasOwn(template.conditions, use.name)) return [];
    throw templateError(`unresolved condition dependency: ${use.name}`);
  }
  const resource = template.resources[use.name];
  if (use.kind === 'ref') return resource || parameters.has(use.name) ? [] : [use.name];
  if (!resource) {
    throw templateError(
      use.through === 'GetAtt'
        ? `instance of Fn::GetAtt references undefined resource ${use.name}`
        : `instance of Fn::Sub references invalid resource attribute ${use.name}.${use.attribute}`,
    );
  }
  if (hasAttribute(resource.type, use.attribute)) return [];
  throw templateError(`resource ${use.name} does not support attribute type ${use.attribute} in Fn::GetAtt`);
}

function checkUses(block: string, parts: readonly Json[], names: Names, options: UsesOptions): void {
  const found = parts.flatMap((part) => [...uses(part, options)].flatMap((use) => unresolved(use, names)));
  if (found.length === 0) return;
  throw formatError(
    `Unresolved resource dependencies [${[...new Set(found)].join(', ')}] in the ${block} block of the template`,
  );
}

function checkTypes({ resources }: Template): void {
  const types = [...new Set(Object.values(resources).map(({ type }) => type))];
  const unknown = types.filter((type) => !isCustom(type) && !isKnownType(type));
  if (unknown.length > 0) throw formatError(`Unrecognized resource types: [${unknown.join(', ')}]`);
}

/**
 * Checks that everything in a template leads somewhere.
 * @param conditions their truth, where the parameters' values are known
 * @throws AwsError `ValidationError`
 */
export function checkTemplate(template: Template, conditions?: Readonly<Record<string, boolean>>): void {
  const scope = { languageExtensions: template.transforms.includes(LANGUAGE_EXTENSIONS) };
  const parameters = new Set([...PSEUDO_PARAMETERS, ...Object.keys(template.parameters)]);
  const names = { parameters, template };
  checkTypes(template);
  const common = Object.keys(template.resources).filter((name) => parameters.has(name));
  if (common.length > 0) {
    throw templateError(`all resources and parameters must have unique names. Common name(s): [${common.join(', ')}]`);
  }
  for (const condition of Object.values(template.conditions)) checkFunctions(condition, scope, true);
  checkConditions(template.conditions, parameters);
  const options = conditions ? { conditions } : {};
  const resources = Object.values(template.resources);
  const parts = resources.flatMap(({ properties, metadata = {} }) => [properties, metadata]);
  const outputs = Object.values(template.outputs).flatMap(({ value, exportName = '' }) => [value, exportName]);
  for (const part of [...parts, ...outputs]) checkFunctions(part, scope);
  for (const { condition } of [...resources, ...Object.values(template.outputs)]) {
    if (condition !== undefined && !Object.hasOwn(template.conditions, condition))
      throw formatError(`Condition ${condition} is not defined.`);
  }
  const dependsOn = resources.flatMap((resource) => resource.dependsOn.map((name) => ({ Ref: name })));
  for (const { Ref: name } of dependsOn) {
    if (parameters.has(name))
      throw formatError(`Unresolved resource dependencies [${name}] in the Resources block of the template`);
  }
  checkUses('Resources', [...parts, ...dependsOn], names, options);
  checkUses('Outputs', outputs, names, options);
  const circle = circularDependency(template, conditions ?? {});
  if (circle) throw validationError(`Circular dependency between resources: [${circle.join(', ')}]`);
}
