import { AwsError } from '../../core/aws-error.ts';
import type { Instant } from '../../core/clock.ts';
import { invalidValues, validation } from './errors.ts';
import { checkMembers } from './requests.ts';
import { type DynamoDbState, nextId } from './state.ts';
import type { StreamState, ViewType } from './table.ts';

/** Members of CreateTable and UpdateTable that the checks of requests do not know. */
interface RawSettings {
  readonly StreamSpecification?: { readonly StreamEnabled?: boolean; readonly StreamViewType?: ViewType };
  readonly DeletionProtectionEnabled?: boolean;
  readonly TableClass?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

const TYPES = {
  StreamSpecification: {
    type: 'FieldStruct<StreamSpecification>',
    children: {
      StreamEnabled: { type: 'Boolean', notNull: true },
      StreamViewType: { type: 'String', enum: ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'] },
    },
  },
  DeletionProtectionEnabled: 'Boolean',
  TableClass: { type: 'String', enum: ['STANDARD', 'STANDARD_INFREQUENT_ACCESS'] },
  Tags: {
    type: 'List',
    children: {
      type: 'ValueStruct<Tag>',
      children: {
        Key: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 1, lengthLessThanOrEqual: 128 },
        Value: { type: 'String', notNull: true, lengthGreaterThanOrEqual: 0, lengthLessThanOrEqual: 256 },
      },
    },
  },
} as const;

/** What this emulator has not got is refused, not ignored. */
const ABSENT = [
  'ReplicaUpdates',
  'MultiRegionConsistency',
  'GlobalTableWitnessUpdates',
  'ResourcePolicy',
  'GlobalTableSettingsReplicationMode',
];

/** DynamoDB owns a key for every table; only keys of one's own are absent here. */
function checkEncryption(specification: unknown): void {
  const { Enabled, SSEType, KMSMasterKeyId } = (specification ?? {}) as Record<string, unknown>;
  if (Enabled === true || SSEType !== undefined || KMSMasterKeyId !== undefined)
    throw validation('SSESpecification with a KMS key is not available on this endpoint.');
}

/** @throws AwsError `ValidationException` */
export function settingsOf(raw: object): RawSettings {
  const values = raw as Record<string, unknown>;
  for (const name of ABSENT)
    if (values[name] !== undefined) throw validation(`${name} is not available on this endpoint.`);
  checkEncryption(values.SSESpecification);
  const settings = checkMembers<RawSettings>(raw, TYPES);
  const stream = settings.StreamSpecification;
  if (stream?.StreamEnabled && stream.StreamViewType === undefined)
    throw invalidValues('StreamViewType is required when StreamEnabled is true');
  if (stream && !stream.StreamEnabled && stream.StreamViewType !== undefined)
    throw invalidValues('StreamViewType cannot be specified when StreamEnabled is false');
  return settings;
}

/** @throws AwsError `ValidationException` */
export function tagMap(
  tags: readonly { readonly Key: string; readonly Value: string }[],
  before: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const keys = tags.map(({ Key }) => Key);
  if (new Set(keys).size < keys.length) throw invalidValues('Duplicate tag keys are not allowed');
  const all = { ...before, ...Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])) };
  if (Object.keys(all).length > 50)
    throw new AwsError(
      'LimitExceededException',
      'Subscriber limit exceeded: The resource has reached the limit of 50 tags',
    );
  return all;
}

export const newStream = (state: DynamoDbState, view: ViewType, now: Instant): StreamState => ({
  id: nextId(state),
  view,
  label: new Date(now).toISOString().slice(0, -1),
  created: now,
  first: state.streams.end(),
  closed: undefined,
});
