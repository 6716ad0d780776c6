import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { EventsOperation } from '../operation.ts';
import { tagList, withoutTags, withTags } from './tag-set.ts';
import { taggedOf } from './tagged.ts';

const resource = ({ ResourceARN = '' }: { readonly ResourceARN: string | undefined }): string => ResourceARN;

export const tagResource: EventsOperation<TagResourceCommandInput, TagResourceCommandOutput> = {
  resource,
  handle(state, { ResourceARN = '', Tags }, context) {
    const tagged = taggedOf(state, ResourceARN, context);
    tagged.put(withTags(tagged.tags, Tags));
    return {};
  },
};

export const untagResource: EventsOperation<UntagResourceCommandInput, UntagResourceCommandOutput> = {
  resource,
  handle(state, { ResourceARN = '', TagKeys = [] }, context) {
    const tagged = taggedOf(state, ResourceARN, context);
    tagged.put(withoutTags(tagged.tags, TagKeys));
    return {};
  },
};

export const listTagsForResource: EventsOperation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput> = {
  resource,
  handle: (state, { ResourceARN = '' }, context) => ({ Tags: tagList(taggedOf(state, ResourceARN, context).tags) }),
};
