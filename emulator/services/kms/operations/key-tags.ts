import type {
  ListResourceTagsCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-kms';
import type { Operation } from '../../../core/service.ts';
import { pageOf } from '../page.ts';
import { forKey, type KmsState, keyOf, saveKey } from '../state.ts';
import { tagMap } from '../tag-map.ts';
import { notPending, ownKeyOf } from './keys.ts';

export const tagResource: Operation<KmsState, TagResourceCommandInput, object> = {
  resource: forKey,
  handle(state, input, context) {
    const key = notPending(ownKeyOf(state, input, context));
    saveKey(state, { ...key, tags: tagMap(input.Tags ?? [], key.tags) });
    return {};
  },
};

export const untagResource: Operation<KmsState, UntagResourceCommandInput, object> = {
  resource: forKey,
  handle(state, input, context) {
    const key = notPending(ownKeyOf(state, input, context));
    const left = Object.entries(key.tags).filter(([name]) => !input.TagKeys?.includes(name));
    saveKey(state, { ...key, tags: Object.fromEntries(left) });
    return {};
  },
};

export const listResourceTags: Operation<KmsState, ListResourceTagsCommandInput, object> = {
  resource: forKey,
  handle(state, { KeyId = '', Limit = 50, Marker }, context) {
    const { page, next } = pageOf(Object.entries(keyOf(state, KeyId, context).tags), Marker, Limit);
    return { Tags: page.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), ...next };
  },
};
