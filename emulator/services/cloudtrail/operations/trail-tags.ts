import type { AddTagsCommandInput, ListTagsCommandInput, RemoveTagsCommandInput } from '@aws-sdk/client-cloudtrail';
import type { Operation } from '../../../core/service.ts';
import { saveTrail } from '../save-trail.ts';
import { type CloudTrailState, trailOf } from '../state.ts';
import { tagMap } from '../tag-map.ts';

export const addTags: Operation<CloudTrailState, AddTagsCommandInput, object> = {
  resource: ({ ResourceId = '' }) => ResourceId,
  handle(state, { ResourceId = '', TagsList = [] }, context) {
    const trail = trailOf(state, ResourceId, context);
    saveTrail(state, { ...trail, tags: tagMap(TagsList, trail.tags) });
    return {};
  },
};

export const removeTags: Operation<CloudTrailState, RemoveTagsCommandInput, object> = {
  resource: ({ ResourceId = '' }) => ResourceId,
  handle(state, { ResourceId = '', TagsList = [] }, context) {
    const trail = trailOf(state, ResourceId, context);
    const gone = TagsList.map(({ Key }) => Key);
    const left = Object.entries(trail.tags).filter(([key]) => !gone.includes(key));
    saveTrail(state, { ...trail, tags: Object.fromEntries(left) });
    return {};
  },
};

export const listTags: Operation<CloudTrailState, ListTagsCommandInput, object> = {
  resource: ({ ResourceIdList = [] }) => ResourceIdList,
  handle: (state, { ResourceIdList = [] }, context) => ({
    ResourceTagList: ResourceIdList.map((id) => ({
      ResourceId: id,
      TagsList: Object.entries(trailOf(state, id, context).tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  }),
};
