import type {
  ListTagsForResourceCommandInput,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { alarmArn, dashboardArn } from '../arns.ts';
import type { CloudWatchState } from '../state.ts';
import { tagMap } from '../tag-map.ts';

type Tags = Readonly<Record<string, string>>;

const resource = ({ ResourceARN = '' }: { ResourceARN?: string | undefined }): string => ResourceARN;

/** The tags of an alarm or a dashboard, and how to change them. @throws AwsError `ResourceNotFoundException` */
function find({ alarms, dashboards }: CloudWatchState, arn: string): { tags: Tags; save(tags: Tags): void } {
  for (const [key, alarm] of alarms.entries())
    if (alarmArn(alarm, alarm.name) === arn)
      return { tags: alarm.tags, save: (tags) => alarms.put(key, { ...alarm, tags }) };
  for (const [key, dashboard] of dashboards.entries()) {
    if (dashboardArn(dashboard, dashboard.name) === arn)
      return { tags: dashboard.tags, save: (tags) => dashboards.put(key, { ...dashboard, tags }) };
  }
  throw new AwsError('ResourceNotFoundException', `Unknown ${arn}`, {
    fields: { ResourceType: 'Alarm', ResourceId: arn },
  });
}

export const tagResource: Operation<CloudWatchState, TagResourceCommandInput, object> = {
  resource,
  handle(state, { ResourceARN = '', Tags = [] }) {
    const { tags, save } = find(state, ResourceARN);
    save(tagMap(Tags, tags));
    return {};
  },
};

export const untagResource: Operation<CloudWatchState, UntagResourceCommandInput, object> = {
  resource,
  handle(state, { ResourceARN = '', TagKeys = [] }) {
    const { tags, save } = find(state, ResourceARN);
    save(Object.fromEntries(Object.entries(tags).filter(([key]) => !TagKeys.includes(key))));
    return {};
  },
};

export const listTagsForResource: Operation<CloudWatchState, ListTagsForResourceCommandInput, object> = {
  resource,
  handle: (state, { ResourceARN = '' }) => ({
    Tags: Object.entries(find(state, ResourceARN).tags).map(([Key, Value]) => ({ Key, Value })),
  }),
};
