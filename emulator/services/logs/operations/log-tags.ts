import type {
  ListTagsForResourceCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Operation } from '../../../core/service.ts';
import { groupOf, keyOf, type LogsState } from '../state.ts';
import { withTags } from '../tags.ts';

const resource = ({ resourceArn = '' }: { resourceArn?: string | undefined }): string => resourceArn;

export const tagResource: Operation<LogsState, TagResourceCommandInput, object> = {
  resource,
  handle(state, { resourceArn, tags = {} }, context) {
    const group = groupOf(state, resourceArn, context);
    state.groups.put(keyOf(group), { ...group, tags: withTags(tags, group.tags) });
    return {};
  },
};

export const untagResource: Operation<LogsState, UntagResourceCommandInput, object> = {
  resource,
  handle(state, { resourceArn, tagKeys = [] }, context) {
    const group = groupOf(state, resourceArn, context);
    state.groups.put(keyOf(group), {
      ...group,
      tags: Object.fromEntries(Object.entries(group.tags).filter(([key]) => !tagKeys.includes(key))),
    });
    return {};
  },
};

export const listTagsForResource: Operation<LogsState, ListTagsForResourceCommandInput, object> = {
  resource,
  handle: (state, { resourceArn }, context) => ({ tags: groupOf(state, resourceArn, context).tags }),
};
