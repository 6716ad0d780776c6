import type { ServiceId } from '../../../core/service.ts';
import { type ProviderContext, type Tag, tagMap } from './provider.ts';

/** The tags of a template: a list of pairs or, for a few types, an object. */
type Tags = readonly Tag[] | Readonly<Record<string, string>>;

/** The calls by which a service takes tags. */
interface Tagging {
  /** What its calls name the resource. */
  readonly resource: string;
  readonly set: readonly [operation: string, input: (tags: readonly Tag[]) => object];
  readonly drop: readonly [operation: string, input: (keys: readonly string[]) => object];
}

const asList = (Tags: readonly Tag[]) => ({ Tags });
const asMap = (tags: readonly Tag[]) => ({ Tags: tagMap(tags) });
const byKeys = (TagKeys: readonly string[]) => ({ TagKeys });
const bySmallKeys = (tagKeys: readonly string[]) => ({ tagKeys });

/** The way of most services. */
const usual = (resource: string, input: Tagging['set'][1]): Tagging => ({
  resource,
  set: ['TagResource', input],
  drop: ['UntagResource', byKeys],
});

const TAGGING = {
  apigateway: usual('ResourceArn', asMap),
  cloudtrail: {
    resource: 'ResourceId',
    set: ['AddTags', (TagsList) => ({ TagsList })],
    drop: ['RemoveTags', (keys) => ({ TagsList: keys.map((Key) => ({ Key })) })],
  },
  cloudwatch: usual('ResourceARN', asList),
  dynamodb: usual('ResourceArn', asList),
  events: usual('ResourceARN', asList),
  iam: { resource: 'RoleName', set: ['TagRole', asList], drop: ['UntagRole', byKeys] },
  kms: usual('KeyId', (tags) => ({ Tags: tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })) })),
  lambda: usual('Resource', asMap),
  logs: {
    resource: 'resourceArn',
    set: ['TagResource', (tags) => ({ tags: tagMap(tags) })],
    drop: ['UntagResource', bySmallKeys],
  },
  schemas: usual('ResourceArn', asMap),
  secretsmanager: usual('SecretId', asList),
  sns: usual('ResourceArn', asList),
  sqs: { resource: 'QueueUrl', set: ['TagQueue', asMap], drop: ['UntagQueue', byKeys] },
  ssm: {
    resource: 'ResourceId',
    set: ['AddTagsToResource', (Tags) => ({ ResourceType: 'Parameter', Tags })],
    drop: ['RemoveTagsFromResource', (TagKeys) => ({ ResourceType: 'Parameter', TagKeys })],
  },
  states: {
    resource: 'resourceArn',
    set: ['TagResource', (tags) => ({ tags: tags.map(({ Key, Value }) => ({ key: Key, value: Value })) })],
    drop: ['UntagResource', bySmallKeys],
  },
} satisfies Partial<Record<ServiceId, Tagging>>;

const listOf = (tags: Tags): readonly Tag[] =>
  isList(tags) ? tags : Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
const isList = (tags: Tags): tags is readonly Tag[] => Array.isArray(tags);

/**
 * Brings the tags of a resource from what they were to what they shall be: takes away what is gone,
 * then sets what there is. Tags that are the same cost no call, and need no permission.
 * @param resource the resource as its service names it when it is tagged
 * @throws AwsError as the service does
 */
export async function changeTags(
  service: keyof typeof TAGGING,
  resource: unknown,
  before: Tags | undefined,
  after: Tags | undefined,
  { call }: ProviderContext,
): Promise<void> {
  const { resource: member, set, drop }: Tagging = TAGGING[service];
  const [old, wanted] = [listOf(before ?? []), listOf(after ?? [])];
  if (JSON.stringify(old) === JSON.stringify(wanted)) return;
  const dropped = old.map(({ Key }) => Key).filter((key) => !wanted.some(({ Key }) => Key === key));
  if (dropped.length > 0) await call(service, drop[0], { [member]: resource, ...drop[1](dropped) });
  if (wanted.length > 0) await call(service, set[0], { [member]: resource, ...set[1](wanted) });
}
