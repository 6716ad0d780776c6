import type {
  ListTagsCommandInput,
  ListTagsCommandOutput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-lambda';
import type { Operation } from '../../../core/service.ts';
import type { LambdaState } from '../state.ts';
import { checkTags, taggedOf } from '../tags.ts';

const forResource = ({ Resource = '' }: { Resource?: string | undefined }): string => Resource;

export const tagResource: Operation<LambdaState, TagResourceCommandInput, object> = {
  resource: forResource,
  handle(state, input, context) {
    const { tags, put } = taggedOf(state, input.Resource ?? '', context);
    const all = { ...tags, ...input.Tags };
    checkTags(all);
    put(all);
    return {};
  },
};

export const untagResource: Operation<LambdaState, UntagResourceCommandInput, object> = {
  resource: forResource,
  handle(state, input, context) {
    const { tags, put } = taggedOf(state, input.Resource ?? '', context);
    put(Object.fromEntries(Object.entries(tags).filter(([key]) => !input.TagKeys?.includes(key))));
    return {};
  },
};

export const listTags: Operation<LambdaState, ListTagsCommandInput, Omit<ListTagsCommandOutput, '$metadata'>> = {
  resource: forResource,
  handle: (state, input, context) => ({ Tags: { ...taggedOf(state, input.Resource ?? '', context).tags } }),
};
