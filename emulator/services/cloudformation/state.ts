import { createHash } from 'node:crypto';
import { formatArn, type Place } from '../../core/arn.ts';
import type { EventSink } from '../../core/aws-event.ts';
import type { RequestContext, ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import type { ChangeSet } from './change-sets/change-set.ts';
import type { Received } from './engine/callbacks.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import type { Stack, StackResource } from './stack.ts';
import { readTemplate } from './template/read-template.ts';
import type { Template } from './template/template.ts';
import { validationError } from './template/template-error.ts';

export interface CloudFormationState {
  readonly deps: ServiceDeps<Store>;
  readonly events: EventSink;
  /** By ARN. */
  readonly stacks: Collection<Stack>;
  /** By the stack's ARN and the logical id. */
  readonly resources: Collection<StackResource>;
  readonly templates: Collection<{ readonly text: string }>;
  /** By ARN. */
  readonly changeSets: Collection<ChangeSet>;
  readonly log: EventLog;
  /** What was sent to resources that wait for somebody; by the last part of the address. */
  readonly callbacks: Collection<Received>;
  /** Called when something is sent there. */
  readonly listeners: Map<string, () => void>;
  readonly parsed: Map<string, Template>;
  /** Operations on their way, by their stacks' ARNs. */
  readonly running: Map<string, { cancel: AbortController }>;
  /** Set when the process stops: whatever runs goes no further. */
  stopped: boolean;
}

export const createState = (deps: ServiceDeps<Store>, events: EventSink): CloudFormationState => ({
  deps,
  events,
  stacks: deps.store.collection('cloudformation.stacks'),
  resources: deps.store.collection('cloudformation.resources'),
  templates: deps.store.collection('cloudformation.templates'),
  changeSets: deps.store.collection('cloudformation.changesets'),
  log: createEventLog(deps.store),
  callbacks: deps.store.collection('cloudformation.callbacks'),
  listeners: new Map(),
  parsed: new Map(),
  running: new Map(),
  stopped: false,
});

/** All stacks of a place, deleted ones too. */
export const stacksOf = ({ stacks }: CloudFormationState, place: Place): Stack[] =>
  stacks.values(formatArn('cloudformation', place, 'stack/'));

/** A stack by its name, which only one that is not deleted has, or by its ARN. */
export function findStack(state: CloudFormationState, place: Place, nameOrId: string): Stack | undefined {
  if (nameOrId.startsWith('arn:')) return state.stacks.get(nameOrId);
  return state.stacks
    .values(formatArn('cloudformation', place, `stack/${nameOrId}/`))
    .find(({ status }) => status !== 'DELETE_COMPLETE');
}

/** @throws AwsError `ValidationError` */
export function stackOf(state: CloudFormationState, place: Place, nameOrId: string): Stack {
  const stack = findStack(state, place, nameOrId);
  if (!stack) throw validationError(`Stack [${nameOrId}] does not exist`);
  return stack;
}

/** The ARN that a permission on a stack is asked for. */
export const stackResourceArn = (
  state: CloudFormationState,
  context: Pick<RequestContext, 'accountId' | 'region'>,
  nameOrId: string | undefined,
): string => {
  if (nameOrId === undefined) return '*';
  if (nameOrId.startsWith('arn:')) return nameOrId;
  return findStack(state, context, nameOrId)?.id ?? formatArn('cloudformation', context, `stack/${nameOrId}/*`);
};

const resourceKey = (stackId: string, logicalId: string): string => `${stackId}/${logicalId}`;

export const resourceOf = (state: CloudFormationState, stackId: string, logicalId: string): StackResource | undefined =>
  state.resources.get(resourceKey(stackId, logicalId));
export const resourcesOf = (state: CloudFormationState, stackId: string): StackResource[] =>
  state.resources.values(resourceKey(stackId, ''));
export const putResource = (state: CloudFormationState, resource: StackResource): void =>
  state.resources.put(resourceKey(resource.stackId, resource.logicalId), resource);
export const dropResource = (state: CloudFormationState, { stackId, logicalId }: StackResource): boolean =>
  state.resources.delete(resourceKey(stackId, logicalId));

/** Stores a template's text, once however often it comes, and gives its id. */
export function putTemplate(state: CloudFormationState, text: string): string {
  const id = createHash('sha256').update(text).digest('hex');
  if (!state.templates.has(id)) state.templates.put(id, { text });
  return id;
}

/** Drops the templates that nothing needs any more. Only while no request is on its way. */
export function sweepTemplates({ templates, stacks, changeSets }: CloudFormationState): void {
  const definitions = [
    ...stacks.values().flatMap(({ definition, rollbackTo }) => [definition, rollbackTo]),
    ...changeSets.values().map(({ definition }) => definition),
  ];
  const needed = new Set(definitions.map((each) => each?.templateId));
  for (const [id] of templates.entries()) if (!needed.has(id)) templates.delete(id);
}

export const templateText = (state: CloudFormationState, id: string): string => state.templates.get(id)?.text ?? '';

const CACHED = 50;

/** A stored template, read; it was checked when it was put. */
export function templateOf(state: CloudFormationState, id: string): Template {
  const known = state.parsed.get(id);
  if (known) return known;
  const template = readTemplate(templateText(state, id));
  if (state.parsed.size >= CACHED) state.parsed.clear();
  state.parsed.set(id, template);
  return template;
}
