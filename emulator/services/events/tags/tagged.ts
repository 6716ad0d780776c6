import type { RequestContext } from '../../../core/service.ts';
import { parseEventsArn, splitRuleName } from '../arns.ts';
import { keyOfBus, requireBus } from '../buses/bus.ts';
import { invalidParameter } from '../errors.ts';
import { keyOfRule, refuseManagedTags, requireRule } from '../rules/rule.ts';
import type { EventsState } from '../state.ts';
import type { Tags } from './tag-set.ts';

/** A resource that bears tags. */
export interface Tagged {
  readonly tags: Tags;
  put(tags: Tags): void;
}

type Find = (state: EventsState, arn: string, name: string, context: RequestContext) => Tagged;

/** By the kind in the ARN. https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_TagResource.html: rules and buses. */
const KINDS: Readonly<Record<string, Find>> = {
  'event-bus'(state, arn, _name, context) {
    const bus = requireBus(state, arn, context);
    return { tags: bus.tags, put: (tags) => state.buses.put(keyOfBus(bus), { ...bus, tags }) };
  },
  rule(state, _arn, name, context) {
    const ref = splitRuleName(name);
    const rule = requireRule(state, requireBus(state, ref.bus, context), ref.rule);
    return {
      tags: rule.tags,
      put(tags) {
        refuseManagedTags(rule);
        state.rules.put(keyOfRule(rule), { ...rule, tags });
      },
    };
  },
};

/** @throws AwsError `ResourceNotFoundException`, `ValidationException` for an ARN of nothing that bears tags */
export function taggedOf(state: EventsState, text: string, context: RequestContext): Tagged {
  const arn = parseEventsArn(text);
  const find = arn && Object.hasOwn(KINDS, arn.kind) ? KINDS[arn.kind] : undefined;
  if (!arn || !find || arn.accountId !== context.accountId || arn.region !== context.region) {
    throw invalidParameter('ResourceARN', 'Must be the ARN of a rule or an event bus of this account and region.');
  }
  return find(state, text, arn.name, context);
}
