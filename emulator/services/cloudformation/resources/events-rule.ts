import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import {
  alreadyExists,
  type Document,
  defined,
  documentText,
  HandlerError,
  type Provider,
  type ProviderContext,
  type Tags,
  unless,
} from './provider.ts';

interface Target extends JsonObject {
  readonly Id: string;
}

interface Properties extends JsonObject {
  readonly Name?: string;
  readonly EventBusName?: string;
  readonly EventPattern?: Document;
  readonly Targets?: readonly Target[];
  readonly Tags?: Tags;
}

interface Outcome {
  readonly FailedEntryCount?: number;
  readonly FailedEntries?: readonly { readonly TargetId?: string; readonly ErrorMessage?: string }[];
}

/** PutTargets and RemoveTargets answer 200 and tell of failures inside. */
function checkOutcome({ FailedEntryCount: count = 0, FailedEntries: entries = [] }: Outcome): void {
  if (count === 0) return;
  const messages = entries.map(({ TargetId, ErrorMessage }) => `${TargetId}: ${ErrorMessage}`);
  throw new HandlerError('InvalidRequest', `Failed to set targets: ${messages.join(', ')}`);
}

const inBus = (bus: string | undefined): { EventBusName?: string } => (bus === undefined ? {} : { EventBusName: bus });

/** A call takes a hundred targets at most; a rule has a handful. */
async function setTargets(
  Rule: string,
  before: readonly Target[],
  after: readonly Target[],
  bus: string | undefined,
  { call }: ProviderContext,
): Promise<void> {
  const kept = new Set(after.map(({ Id }) => Id));
  const Ids = before.map(({ Id }) => Id).filter((id) => !kept.has(id));
  if (Ids.length > 0) checkOutcome(await call<Outcome>('events', 'RemoveTargets', { Rule, Ids, ...inBus(bus) }));
  const old = new Map(before.map((target) => [target.Id, JSON.stringify(target)]));
  const Targets = after.filter((target) => old.get(target.Id) !== JSON.stringify(target));
  if (Targets.length > 0) checkOutcome(await call<Outcome>('events', 'PutTargets', { Rule, Targets, ...inBus(bus) }));
}

async function put(
  Name: string,
  properties: Properties,
  { call }: ProviderContext,
  more: object = {},
): Promise<string> {
  const { Targets: _targets, Tags: _tags, EventPattern: pattern, ...rest } = properties;
  const EventPattern = pattern === undefined ? undefined : documentText(pattern);
  const input = defined({ ...rest, Name, EventPattern, ...more });
  return (await call<{ RuleArn: string }>('events', 'PutRule', input)).RuleArn;
}

/** `bus|rule` on a custom bus, the rule's name alone on the default one. */
const identifier = (name: string, bus = 'default'): string => {
  const busName = bus.split('/').at(-1) ?? bus;
  return busName === 'default' ? name : `${busName}|${name}`;
};
const nameOf = (physicalId: string): string => physicalId.split('|').at(-1) ?? physicalId;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-rule.html */
export const eventsRule: Provider<Properties> = {
  nameProperty: 'Name',
  async create(properties, context) {
    const { EventBusName: bus, Targets = [], Tags } = properties;
    const Name = properties.Name ?? context.generatedName();
    const physicalId = identifier(Name, bus);
    // PutRule itself would change a rule that is there.
    const known = await unless(['ResourceNotFoundException'], () =>
      context.call('events', 'DescribeRule', { Name, ...inBus(bus) }),
    );
    if (known) throw alreadyExists(context.type, physicalId);
    const Arn = await put(Name, properties, context, Tags ? { Tags } : {});
    const attributes = { Arn, RuleName: Name };
    context.begun(physicalId, attributes);
    await setTargets(Name, [], Targets, bus, context);
    return { physicalId, attributes };
  },
  async update(properties, { physicalId, properties: before, attributes }, context) {
    const Name = nameOf(physicalId);
    await put(Name, properties, context);
    await setTargets(Name, before.Targets ?? [], properties.Targets ?? [], properties.EventBusName, context);
    await changeTags('events', attributes.Arn, before.Tags, properties.Tags, context);
    return { physicalId, attributes };
  },
  async delete({ physicalId, properties: { EventBusName: bus } }, { call }) {
    const Rule = nameOf(physicalId);
    const { Targets } = await call<{ Targets: Target[] }>('events', 'ListTargetsByRule', { Rule, ...inBus(bus) });
    const Ids = Targets.map(({ Id }) => Id);
    if (Ids.length > 0) checkOutcome(await call<Outcome>('events', 'RemoveTargets', { Rule, Ids, ...inBus(bus) }));
    await call('events', 'DeleteRule', { Name: Rule, ...inBus(bus) });
  },
};
