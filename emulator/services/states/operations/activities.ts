import type {
  CreateActivityCommandInput,
  CreateActivityCommandOutput,
  DeleteActivityCommandInput,
  DeleteActivityCommandOutput,
  DescribeActivityCommandInput,
  DescribeActivityCommandOutput,
  ListActivitiesCommandInput,
  ListActivitiesCommandOutput,
} from '@aws-sdk/client-sfn';
import { placeKey } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import { activityKey, activityOf } from '../activities/activity.ts';
import { activityArn, arnOf } from '../arns.ts';
import { checkKey } from '../machines/check-key.ts';
import { encryptionOf } from '../machines/configuration.ts';
import { checkName } from '../names.ts';
import type { StatesOperation } from '../operation.ts';
import { pageOf } from '../page.ts';
import { withTags } from '../tags.ts';

/** The same name again is no error: the activity is answered as it is. */
export const createActivity: StatesOperation<CreateActivityCommandInput, CreateActivityCommandOutput> = {
  tagAction: 'states:TagResource',
  resource: ({ name = '' }, context) => activityArn(context, name),
  async handle(state, { name = '', tags, encryptionConfiguration }, context) {
    checkName(name);
    const { accountId, region, now } = context;
    const place = { accountId, region };
    const key = activityKey(place, name);
    const encryption = encryptionOf(encryptionConfiguration);
    const known = state.activities.get(key);
    if (known && JSON.stringify(known.encryption) !== JSON.stringify(encryption))
      throw new AwsError('ActivityAlreadyExists', `Activity Already Exists: '${activityArn(place, name)}'`);
    if (!known) await checkKey(state, encryption, context);
    const activity = known ?? { ...place, name, created: now, encryption, tags: withTags(tags) };
    if (!known) state.activities.put(key, activity);
    return { activityArn: activityArn(place, name), creationDate: new Date(activity.created) };
  },
};

export const describeActivity: StatesOperation<DescribeActivityCommandInput, DescribeActivityCommandOutput> = {
  resource: ({ activityArn: arn = '' }) => arn,
  handle(state, { activityArn: arn = '' }) {
    const { name, created, encryption } = activityOf(state, arn);
    return {
      activityArn: arn,
      name,
      creationDate: new Date(created),
      encryptionConfiguration: encryption,
    };
  },
};

export const deleteActivity: StatesOperation<DeleteActivityCommandInput, DeleteActivityCommandOutput> = {
  resource: ({ activityArn: arn = '' }) => arn,
  handle(state, { activityArn: arn = '' }) {
    const { place, name } = arnOf(arn, 'activity');
    state.activities.delete(activityKey(place, name));
    return {};
  },
};

export const listActivities: StatesOperation<ListActivitiesCommandInput, ListActivitiesCommandOutput> = {
  handle(state, { maxResults, nextToken }, context) {
    const { page, next } = pageOf(state.activities.values(placeKey(context, '')), 'activities', maxResults, nextToken);
    const activities = page.map((activity) => ({
      activityArn: activityArn(activity, activity.name),
      name: activity.name,
      creationDate: new Date(activity.created),
    }));
    return { activities, ...next };
  },
};
