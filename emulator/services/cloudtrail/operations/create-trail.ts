import type { CreateTrailCommandInput, UpdateTrailCommandInput } from '@aws-sdk/client-cloudtrail';
import { formatArn, type Place } from '../../../core/arn.ts';
import { AwsError } from '../../../core/aws-error.ts';
import type { Operation } from '../../../core/service.ts';
import { checkDestination } from '../check-destination.ts';
import { saveTrail } from '../save-trail.ts';
import { type CloudTrailState, checkName, trailOf } from '../state.ts';
import { tagMap } from '../tag-map.ts';
import { DEFAULT_SELECTORS, shownTrail, type Trail, trailArn, trailKey } from '../trail.ts';

const MOST_TRAILS = 5;

type Input = CreateTrailCommandInput | UpdateTrailCommandInput;

/** What AWS has and this emulator has not is refused, not ignored. */
function checkAbsent(input: Input): void {
  const absent = (
    [
      'EnableLogFileValidation',
      'CloudWatchLogsLogGroupArn',
      'CloudWatchLogsRoleArn',
      'KmsKeyId',
      'IsOrganizationTrail',
      'RecursiveLogging',
    ] as const
  ).find((name) => input[name] !== undefined && input[name] !== false && input[name] !== '');
  if (absent) throw new AwsError('UnsupportedOperationException', `${absent} is not available on this endpoint.`);
}

const topicArnOf = (name: string | undefined, place: Place): string | undefined => {
  if (name === undefined || name === '') return undefined;
  return name.startsWith('arn:') ? name : formatArn('sns', place, name);
};

const forTrail = ({ Name = '' }: { Name?: string | undefined }, context: Place): string =>
  Name.startsWith('arn:') ? Name : trailArn({ ...context, name: Name });

/** A new trail logs nothing until it is started. https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_CreateTrail.html */
export const createTrail: Operation<CloudTrailState, CreateTrailCommandInput, object> = {
  resource: forTrail,
  handle(state, input, { accountId, region }) {
    const { Name: name = '', S3BucketName: bucket = '', S3KeyPrefix, IsMultiRegionTrail = false } = input;
    const place = { accountId, region };
    checkName(name);
    checkAbsent(input);
    if (state.trails.has(trailKey(place, name)))
      throw new AwsError('TrailAlreadyExistsException', `Trail ${name} already exists for customer: ${accountId}`);
    if (state.trails.values(trailKey(place, '')).length >= MOST_TRAILS) {
      throw new AwsError(
        'MaximumNumberOfTrailsExceededException',
        `User: ${accountId} already has ${MOST_TRAILS} trails in ${region}.`,
      );
    }
    const globalEvents = input.IncludeGlobalServiceEvents ?? true;
    if (IsMultiRegionTrail && !globalEvents) {
      throw new AwsError(
        'InvalidParameterCombinationException',
        'Multi-Region trail must include global service events.',
      );
    }
    const prefix = S3KeyPrefix === '' ? undefined : S3KeyPrefix;
    const topicArn = topicArnOf(input.SnsTopicName, place);
    checkDestination(state, place, name, { bucket, prefix, topicArn });
    const trail: Trail = {
      ...place,
      name,
      bucket,
      prefix,
      topicArn,
      globalEvents,
      multiRegion: IsMultiRegionTrail,
      selectors: DEFAULT_SELECTORS,
      hasCustomSelectors: false,
      tags: tagMap(input.TagsList ?? []),
      logging: false,
      started: undefined,
      stopped: undefined,
      delivery: undefined,
    };
    saveTrail(state, trail);
    return shownTrail(trail);
  },
};

export const updateTrail: Operation<CloudTrailState, UpdateTrailCommandInput, object> = {
  resource: forTrail,
  handle(state, input, context) {
    const before = trailOf(state, input.Name ?? '', context);
    checkAbsent(input);
    const { accountId, region, name } = before;
    const destination = {
      bucket: input.S3BucketName ?? before.bucket,
      prefix: input.S3KeyPrefix === undefined ? before.prefix : input.S3KeyPrefix || undefined,
      topicArn: input.SnsTopicName === undefined ? before.topicArn : topicArnOf(input.SnsTopicName, before),
    };
    checkDestination(state, { accountId, region }, name, destination);
    const trail: Trail = {
      ...before,
      ...destination,
      globalEvents: input.IncludeGlobalServiceEvents ?? before.globalEvents,
      multiRegion: input.IsMultiRegionTrail ?? before.multiRegion,
    };
    saveTrail(state, trail);
    return shownTrail(trail);
  },
};
