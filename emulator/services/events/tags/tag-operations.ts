import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { ConditionKeys } from '../../../core/needed-permission.ts';
import type { RequestContext } from '../../../core/service.ts';
import { busArn, parseEventsArn, splitRuleName } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { keysOfRule } from '../rules/condition-keys.ts';
import type { EventsState } from '../state.ts';
import { tagList, withoutTags, withTags } from './tag-set.ts';
import { taggedOf } from './tagged.ts';

interface Named {
  readonly ResourceARN: string | undefined;
}

const resource = ({ ResourceARN = '' }: Named): string => ResourceARN;

const conditionKeys = ({ ResourceARN = '' }: Named, context: RequestContext, state: EventsState): ConditionKeys => {
  const arn = parseEventsArn(ResourceARN);
  if (arn?.kind !== 'rule') return {};
  const { bus, rule } = splitRuleName(arn.name);
  return keysOfRule(state, rule, busArn(arn, bus), context);
};

export const tagResource: EventsOperation<TagResourceCommandInput, TagResourceCommandOutput> = {
  resource,
  conditionKeys,
  handle(state, { ResourceARN = '', Tags }, context) {
    const tagged = taggedOf(state, ResourceARN, context);
    tagged.put(withTags(tagged.tags, Tags));
    return {};
  },
};

export const untagResource: EventsOperation<UntagResourceCommandInput, UntagResourceCommandOutput> = {
  resource,
  conditionKeys,
  handle(state, { ResourceARN = '', TagKeys = [] }, context) {
    const tagged = taggedOf(state, ResourceARN, context);
    tagged.put(withoutTags(tagged.tags, TagKeys));
    return {};
  },
};

export const listTagsForResource: EventsOperation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput> = {
  resource,
  conditionKeys,
  handle: (state, { ResourceARN = '' }, context) => ({ Tags: tagList(taggedOf(state, ResourceARN, context).tags) }),
};
