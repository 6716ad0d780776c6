import { createHash } from 'node:crypto';
import { formatArn, type Place, placeKey } from '../../core/arn.ts';
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
  /** With the account's AWS managed key. */
  readonly encrypted?: boolean | undefined;
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

const ALIAS = /^(arn:aws:kms:[a-z0-9-]+:\d{12}:)?alias\/aws\/dynamodb$/;

/**
 * Encryption is with DynamoDB's own key, or with the account's AWS managed key; only keys of the
 * customer's own are absent here.
 * @throws AwsError `ValidationException`
 */
function encryptionOf(specification: unknown): boolean | undefined {
  if (specification === undefined) return undefined;
  const { Enabled, SSEType, KMSMasterKeyId } = specification as Record<string, unknown>;
  if (SSEType !== undefined && SSEType !== 'KMS')
    throw validation(`SSEType ${String(SSEType)} is not supported. Use KMS.`);
  if (KMSMasterKeyId !== undefined && !ALIAS.test(String(KMSMasterKeyId)))
    throw validation('SSESpecification with a customer managed key is not available on this endpoint.');
  return Enabled === true;
}

/** The key `alias/aws/dynamodb`: every account has one in every region. */
export function managedKeyArn(place: Place): string {
  const id = createHash('sha256').update(placeKey(place, 'dynamodb')).digest('hex');
  const uuid = [id.slice(0, 8), id.slice(8, 12), `4${id.slice(13, 16)}`, `8${id.slice(17, 20)}`, id.slice(20, 32)];
  return formatArn('kms', place, `key/${uuid.join('-')}`);
}

/** @throws AwsError `ValidationException` */
export function settingsOf(raw: object): RawSettings {
  const values = raw as Record<string, unknown>;
  for (const name of ABSENT)
    if (values[name] !== undefined) throw validation(`${name} is not available on this endpoint.`);
  const encrypted = encryptionOf(values.SSESpecification);
  const settings = checkMembers<RawSettings>(raw, TYPES);
  const stream = settings.StreamSpecification;
  if (stream?.StreamEnabled && stream.StreamViewType === undefined)
    throw invalidValues('StreamViewType is required when StreamEnabled is true');
  if (stream && !stream.StreamEnabled && stream.StreamViewType !== undefined)
    throw invalidValues('StreamViewType cannot be specified when StreamEnabled is false');
  return { ...settings, encrypted };
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
