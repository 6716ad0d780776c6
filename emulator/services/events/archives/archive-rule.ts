import { createHash } from 'node:crypto';
import type { RequestContext } from '../../../core/service.ts';
import { archiveArn } from '../arns.ts';
import { changeRule, dropRule } from '../rules/change-rule.ts';
import { type Rule, ruleKey } from '../rules/rule.ts';
import type { EventsState } from '../state.ts';
import type { Archive } from './archive.ts';

/** Replayed events are never archived again. */
const NOT_REPLAYED = [{ exists: false }];

const ruleName = (archive: string): string => `Events-Archive-${archive}`;

/** @param text a valid pattern */
function patternOf(text = '{}'): string {
  const { 'replay-name': _never, ...fields } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify({ 'replay-name': NOT_REPLAYED, ...fields });
}

/** Tells an archive from others of its name, as the UUID behind its ARN does on AWS. */
function incarnationOf({ id, created, ...archive }: Archive): string {
  const hex = createHash('sha256')
    .update(`${archiveArn(archive, archive.name)} ${id} ${created}`)
    .digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** What the rule's target looks like on AWS: its ARN names no resource, since EventBridge itself takes the events. */
const targetOf = (archive: Archive): Rule['targets'][number] => ({
  Id: ruleName(archive.name),
  Arn: `arn:aws:events:${archive.region}:::`,
  InputTransformer: {
    InputPathsMap: {},
    InputTemplate: `{"archive-arn": "${archiveArn(archive, archive.name)}:${incarnationOf(archive)}","event": <aws.events.event.json>,"ingestion-time": <aws.events.event.ingestion-time>}`,
  },
});

/** Puts the managed rule that fills an archive. */
export function putArchiveRule(state: EventsState, archive: Archive, { now }: RequestContext): void {
  const name = ruleName(archive.name);
  const before = state.rules.get(ruleKey(archive, archive.bus, name));
  changeRule(state, {
    accountId: archive.accountId,
    region: archive.region,
    bus: archive.bus,
    name,
    pattern: patternOf(archive.pattern),
    schedule: undefined,
    state: 'ENABLED',
    description: undefined,
    roleArn: undefined,
    managedBy: 'prod.vhs.events.aws.internal',
    createdBy: archive.accountId,
    tags: {},
    targets: [targetOf(archive)],
    created: before?.created ?? now,
    scheduledFrom: now,
    archive: archive.name,
  });
}

/** Whether an archive still has the rule that fills it: its owner may have forced it away. */
export const isFilled = (state: EventsState, archive: Archive): boolean =>
  state.rules.get(ruleKey(archive, archive.bus, ruleName(archive.name))) !== undefined;

export function dropArchiveRule(state: EventsState, archive: Archive): void {
  const rule = state.rules.get(ruleKey(archive, archive.bus, ruleName(archive.name)));
  if (rule) dropRule(state, rule);
}
