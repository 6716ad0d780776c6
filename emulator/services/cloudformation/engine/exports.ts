import type { Stack, StackOutput } from '../stack.ts';
import { type CloudFormationState, stacksOf } from '../state.ts';
import { isList, isObject, type Json } from '../template/json.ts';
import { callIn, resolve } from '../template/resolve.ts';
import type { TemplateOutput } from '../template/template.ts';
import { formatError, validationError } from '../template/template-error.ts';
import type { Instance } from './instance.ts';

function* importCalls(node: Json): Generator<Json> {
  const call = callIn(node);
  if (call?.name === 'Fn::ImportValue') yield call.argument;
  if (isList(node)) for (const item of node) yield* importCalls(item);
  else if (isObject(node)) for (const item of Object.values(node)) yield* importCalls(item);
}

/** The names that an instance imports. */
export function importsOf({ template, dependencies, scope }: Instance): readonly string[] {
  const resources = [...dependencies.keys()].map((name) => template.resources[name]?.properties ?? {});
  const outputs = Object.values(template.outputs).map(({ value }) => value);
  const names = [...resources, ...outputs].flatMap((part) =>
    [...importCalls(part)].map((name) => resolve(name, scope)),
  );
  return [...new Set(names.map(String))].sort();
}

/** @throws AwsError `ValidationError` where an import leads nowhere */
export function checkImports(instance: Instance): void {
  for (const name of importsOf(instance)) {
    if (instance.scope.exported(name) === undefined) throw validationError(`No export named ${name} found.`);
  }
}

/** The outputs whose conditions hold. */
const outputsMade = ({ template, conditions }: Pick<Instance, 'template' | 'conditions'>): [string, TemplateOutput][] =>
  Object.entries(template.outputs).filter(([, { condition }]) => condition === undefined || conditions[condition]);

/**
 * What the names of exports come to must be known, and unlike, before anything is made.
 * @throws AwsError `ValidationError`
 */
export function checkExportNames(instance: Instance): void {
  const names = outputsMade(instance).flatMap(([key, { exportName }]) => {
    if (exportName === undefined) return [];
    const unknown = (): never => {
      throw formatError(
        `Output ${key} is malformed. The Name field of Export must not depend on any resources, imported values, or Fn::GetAZs.`,
      );
    };
    return [String(resolve(exportName, { ...instance.scope, resource: unknown, exported: unknown }))];
  });
  const twice = new Set(names.filter((name, index) => names.indexOf(name) < index));
  if (twice.size > 0) {
    throw formatError(
      `The Outputs section contains duplicate Export names: [${[...twice].join(', ')}]. Specify a unique name for each export.`,
    );
  }
}

/** The outputs whose conditions hold. @throws AwsError `ValidationError` where one does not come to a text */
export function outputsOf(instance: Instance): readonly StackOutput[] {
  const { scope } = instance;
  return outputsMade(instance).map(([key, { description, value, exportName }]) => {
    const found = resolve(value, scope);
    if (found === undefined || typeof found === 'object')
      throw formatError('The Value field of every Outputs member must evaluate to a String.');
    const name = exportName === undefined ? undefined : resolve(exportName, scope);
    if (exportName !== undefined && (typeof name !== 'string' || !/^[A-Za-z0-9:-]+$/.test(name))) {
      throw formatError(
        `Output ${key} is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.`,
      );
    }
    return {
      key,
      value: String(found),
      ...(description === undefined ? {} : { description }),
      ...(name === undefined ? {} : { exportName: String(name) }),
    };
  });
}

const live = (state: CloudFormationState, stack: Stack): Stack[] =>
  stacksOf(state, stack).filter(({ id, status }) => id !== stack.id && status !== 'DELETE_COMPLETE');

/** Names of the stacks that import a name. */
const importersOf = (state: CloudFormationState, stack: Stack, name: string): string[] =>
  live(state, stack)
    .filter(({ imports }) => imports.includes(name))
    .map((each) => each.name);

/** @throws AwsError `ValidationError` where a stack's new outputs would take a name, or an import, from another stack */
export function checkExports(state: CloudFormationState, stack: Stack, outputs: readonly StackOutput[]): void {
  for (const { exportName } of outputs) {
    const owner = live(state, stack).find((other) => other.outputs.some((each) => each.exportName === exportName));
    if (exportName !== undefined && owner)
      throw validationError(`Export with name ${exportName} is already exported by stack ${owner.name}`);
  }
  for (const { exportName, value } of stack.outputs) {
    if (exportName === undefined) continue;
    const [importer] = importersOf(state, stack, exportName);
    if (importer === undefined) continue;
    const after = outputs.find((each) => each.exportName === exportName);
    if (!after)
      throw validationError(`Delete canceled. Cannot delete export ${exportName} as it is in use by ${importer}.`);
    if (after.value !== value)
      throw validationError(`Export ${exportName} cannot be updated as it is in use by ${importer}`);
  }
}
