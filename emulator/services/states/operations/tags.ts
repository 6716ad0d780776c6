import type {
  ListTagsForResourceCommandInput,
  ListTagsForResourceCommandOutput,
  TagResourceCommandInput,
  TagResourceCommandOutput,
  UntagResourceCommandInput,
  UntagResourceCommandOutput,
} from '@aws-sdk/client-sfn';
import { activityKey } from '../activities/activity.ts';
import { arnOf } from '../arns.ts';
import { resourceNotFound } from '../machines/find.ts';
import { machineKey } from '../machines/machine.ts';
import type { StatesOperation } from '../operation.ts';
import type { StatesState } from '../state.ts';
import { tagList, withTags } from '../tags.ts';

type Tags = Readonly<Record<string, string>>;

/** State machines and activities bear tags. @throws AwsError `InvalidArn`, `ResourceNotFound` */
function tagged(
  { machines, activities }: StatesState,
  arn: string,
): { readonly tags: Tags; readonly put: (tags: Tags) => void } {
  const { kind, place, name } = arnOf(arn, 'machine', 'activity');
  if (kind === 'activity') {
    const activity = activities.get(activityKey(place, name));
    if (!activity) throw resourceNotFound(arn);
    return { tags: activity.tags, put: (tags) => activities.put(activityKey(place, name), { ...activity, tags }) };
  }
  const machine = machines.get(machineKey(place, name));
  if (!machine) throw resourceNotFound(arn);
  return { tags: machine.tags, put: (tags) => machines.put(machineKey(place, name), { ...machine, tags }) };
}

const resource = ({ resourceArn = '' }: { resourceArn?: string | undefined }): string => resourceArn;

export const tagResource: StatesOperation<TagResourceCommandInput, TagResourceCommandOutput> = {
  resource,
  handle(state, { resourceArn = '', tags }) {
    const found = tagged(state, resourceArn);
    found.put(withTags(tags, found.tags));
    return {};
  },
};

export const untagResource: StatesOperation<UntagResourceCommandInput, UntagResourceCommandOutput> = {
  resource,
  handle(state, { resourceArn = '', tagKeys = [] }) {
    const found = tagged(state, resourceArn);
    found.put(Object.fromEntries(Object.entries(found.tags).filter(([key]) => !tagKeys.includes(key))));
    return {};
  },
};

export const listTagsForResource: StatesOperation<ListTagsForResourceCommandInput, ListTagsForResourceCommandOutput> = {
  resource,
  handle: (state, { resourceArn = '' }) => ({ tags: tagList(tagged(state, resourceArn).tags) }),
};
