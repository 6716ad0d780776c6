import type {
  Replacement,
  ResourceAttribute,
  ResourceChange,
  ResourceChangeDetail,
} from '@aws-sdk/client-cloudformation';
import type { Applied, Definition, Stack } from '../stack.ts';
import { type CloudFormationState, resourceOf, resourcesOf, templateOf } from '../state.ts';
import { type Json, sameJson } from '../template/json.ts';
import type { ResourceValue } from '../template/scope.ts';
import { uses } from '../template/uses.ts';
import { differences } from '../types/differences.ts';
import { resourceType } from '../types/resource-types.ts';
import { type Desired, desiredResource } from './desired.ts';
import { currentValue, type Instance, instanceOf } from './instance.ts';
import { providerOf } from './resource-work.ts';

/** Stands for what only the execution will tell. */
const unknown = (what: string): string => `{{changeSet:KNOWN_AFTER_APPLY:${what}}}`;
const isUnknown = (value: Json | undefined): boolean =>
  JSON.stringify(value ?? null).includes('{{changeSet:KNOWN_AFTER_APPLY:');

interface Comparison {
  readonly state: CloudFormationState;
  readonly stack: Stack;
  readonly after: Definition;
  readonly instance: Instance;
  /** What is known of resources already looked at. */
  readonly values: Map<string, ResourceValue | undefined>;
  /** Parameters whose values differ. */
  readonly parameters: ReadonlySet<string>;
}

type Source = Pick<ResourceChangeDetail, 'Evaluation' | 'ChangeSource' | 'CausingEntity'>;

/** What makes a property change: the template itself, a parameter, or another resource. */
function sources({ state, stack, instance, parameters }: Comparison, logicalId: string, property: string): Source[] {
  const part = instance.template.resources[logicalId]?.properties[property];
  const { resources } = templateOf(state, stack.definition.templateId);
  const found: Source[] = [];
  for (const use of part === undefined ? [] : uses(part, { conditions: instance.conditions })) {
    if (!use.live || use.kind === 'condition') continue;
    if (use.kind === 'ref' && parameters.has(use.name))
      found.push({ Evaluation: 'Static', ChangeSource: 'ParameterReference', CausingEntity: use.name });
    else if (use.kind === 'ref' && isUnknown(instance.scope.resource(use.name)?.ref))
      found.push({ Evaluation: 'Dynamic', ChangeSource: 'ResourceReference', CausingEntity: use.name });
    else if (use.kind === 'attribute' && isUnknown(instance.scope.resource(use.name)?.attribute(use.attribute)))
      found.push({
        Evaluation: 'Dynamic',
        ChangeSource: 'ResourceAttribute',
        CausingEntity: `${use.name}.${use.attribute}`,
      });
  }
  if (found.length > 0 && sameJson(part, resources[logicalId]?.properties[property])) return found;
  return [
    {
      Evaluation: found.some(({ Evaluation }) => Evaluation === 'Dynamic') ? 'Dynamic' : 'Static',
      ChangeSource: 'DirectModification',
    },
    ...found,
  ];
}

function detailsOf(comparison: Comparison, logicalId: string, from: Applied, desired: Desired): ResourceChangeDetail[] {
  const found = differences(desired.type, from.properties, desired.properties);
  const top = (paths: readonly string[], name: string): boolean => paths.some((path) => path.split('/')[0] === name);
  const tags = resourceType(desired.type)?.tags;
  const updatable = providerOf(desired.type)?.update !== undefined;
  const details = found.names.flatMap((name) => {
    const always = top(found.replacing, name) || !updatable;
    const recreation = always ? 'Always' : top(found.perhapsReplacing, name) ? 'Conditionally' : 'Never';
    const Target =
      name === tags
        ? { Attribute: 'Tags' as const, RequiresRecreation: 'Never' as const }
        : { Attribute: 'Properties' as const, Name: name, RequiresRecreation: recreation as 'Always' | 'Never' };
    return sources(comparison, logicalId, name).map((source) => ({ Target, ...source }));
  });
  const plain = (Attribute: ResourceAttribute): ResourceChangeDetail => ({
    Target: { Attribute, RequiresRecreation: 'Never' },
    Evaluation: 'Static',
    ChangeSource: 'DirectModification',
  });
  return [
    ...details,
    ...(sameJson(from.metadata ?? {}, desired.metadata ?? {}) ? [] : [plain('Metadata')]),
    ...(from.deletionPolicy === desired.deletionPolicy ? [] : [plain('DeletionPolicy')]),
    ...(from.updateReplacePolicy === desired.updateReplacePolicy ? [] : [plain('UpdateReplacePolicy')]),
  ];
}

function replacementOf(details: readonly ResourceChangeDetail[]): Replacement {
  const needs = details.filter(({ Target }) => Target?.RequiresRecreation !== 'Never');
  if (needs.length === 0) return 'False';
  const sure = needs.some(
    ({ Target, Evaluation }) => Target?.RequiresRecreation === 'Always' && Evaluation === 'Static',
  );
  return sure ? 'True' : 'Conditional';
}

/** The change of one resource that the template wants; what others will see of it is noted. */
function changeOf(comparison: Comparison, logicalId: string): ResourceChange | undefined {
  const { state, stack, after, instance, values } = comparison;
  const from = resourceOf(state, stack.id, logicalId)?.current;
  const desired = desiredResource(instance, logicalId, after.tags);
  const common = { LogicalResourceId: logicalId, ResourceType: desired.type };
  const all: ResourceValue = { ref: unknown(logicalId), attribute: (name) => unknown(`${logicalId}.${name}`) };
  if (!from) {
    values.set(logicalId, all);
    return { Action: 'Add', ...common, Scope: [], Details: [] };
  }
  const details = detailsOf(comparison, logicalId, from, desired);
  if (details.length === 0) {
    values.set(logicalId, currentValue(state, stack.id, logicalId));
    return undefined;
  }
  const replacement = replacementOf(details);
  const properties = details.some(({ Target }) => Target?.Attribute === 'Properties');
  if (replacement === 'False') {
    const now = currentValue(state, stack.id, logicalId);
    values.set(logicalId, properties ? { ...all, ref: now?.ref ?? from.physicalId } : now);
  } else values.set(logicalId, all);
  return {
    Action: 'Modify',
    PhysicalResourceId: from.physicalId,
    ...common,
    Replacement: replacement,
    Scope: [...new Set(details.map(({ Target }) => Target?.Attribute ?? 'Properties'))],
    Details: details,
  };
}

/**
 * What a definition would change of a stack, before anything is done.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets-samples.html
 * @throws AwsError `ValidationError` where a function cannot be resolved
 */
export function changesOf(state: CloudFormationState, stack: Stack, after: Definition): ResourceChange[] {
  const values = new Map<string, ResourceValue | undefined>();
  const fresh = instanceOf(state, stack, after);
  const instance: Instance = { ...fresh, scope: { ...fresh.scope, resource: (name) => values.get(name) } };
  const old = new Map(stack.definition.parameters.map(({ key, value, resolved }) => [key, resolved ?? value]));
  const changed = after.parameters.filter(({ key, value, resolved }) => old.get(key) !== (resolved ?? value));
  const parameters = new Set(changed.map(({ key }) => key));
  const comparison: Comparison = { state, stack, after, instance, values, parameters };
  const changes: ResourceChange[] = [];
  const visited = new Set<string>();
  const visit = (logicalId: string): void => {
    if (visited.has(logicalId)) return;
    visited.add(logicalId);
    for (const needed of instance.dependencies.get(logicalId) ?? []) visit(needed);
    const change = changeOf(comparison, logicalId);
    if (change) changes.push(change);
  };
  for (const logicalId of instance.dependencies.keys()) visit(logicalId);
  for (const { logicalId, current, type } of resourcesOf(state, stack.id)) {
    if (!current || instance.dependencies.has(logicalId)) continue;
    const PolicyAction = current.deletionPolicy.startsWith('Retain') ? 'Retain' : 'Delete';
    changes.push({
      PolicyAction,
      Action: 'Remove',
      LogicalResourceId: logicalId,
      PhysicalResourceId: current.physicalId,
      ResourceType: type,
      Scope: [],
      Details: [],
    });
  }
  return changes.sort((a, b) => ((a.LogicalResourceId ?? '') < (b.LogicalResourceId ?? '') ? -1 : 1));
}

/** Whether a definition changes anything: a resource, an output, or a tag of the stack. */
export function hasChanges(state: CloudFormationState, stack: Stack, after: Definition): boolean {
  if (changesOf(state, stack, after).length > 0) return true;
  if (!sameJson(stack.definition.tags, after.tags)) return true;
  if (!sameJson(stack.definition.notificationArns, after.notificationArns)) return true;
  const outputs = (definition: Definition) => templateOf(state, definition.templateId).outputs;
  return JSON.stringify(outputs(stack.definition)) !== JSON.stringify(outputs(after));
}
