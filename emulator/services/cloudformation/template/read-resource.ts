import { isList, isObject, type Json, type JsonObject } from './json.ts';
import type { DeletionPolicy, TemplateResource } from './template.ts';
import { formatError, templateError, validationError } from './template-error.ts';

const KEYS = new Set(
  'Type Properties DependsOn Condition Metadata CreationPolicy UpdatePolicy DeletionPolicy UpdateReplacePolicy Description'.split(
    ' ',
  ),
);
const DELETION: ReadonlySet<string> = new Set(['Delete', 'Retain', 'Snapshot', 'RetainExceptOnCreate']);
/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html */
const SNAPSHOTS = new Set([
  'AWS::DocDB::DBCluster',
  'AWS::EC2::Volume',
  'AWS::ElastiCache::CacheCluster',
  'AWS::ElastiCache::ReplicationGroup',
  'AWS::Neptune::DBCluster',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Redshift::Cluster',
]);

function dependencies(value: Json | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  if (!isList(value)) throw formatError('DependsOn must be a string or list of strings.');
  return value.map((each) => {
    if (typeof each !== 'string') throw formatError('Every DependsOn value must be a string.');
    return each;
  });
}

function policy(name: string, type: string, attribute: string, value: Json | undefined, fallback: DeletionPolicy) {
  if (value === undefined) return fallback;
  const known =
    typeof value === 'string' &&
    DELETION.has(value) &&
    (value !== 'RetainExceptOnCreate' || attribute === 'DeletionPolicy');
  if (!known)
    throw formatError(
      `Unrecognized ${attribute} ${isObject(value) ? JSON.stringify(value) : value} for resource ${name}`,
    );
  if (value === 'Snapshot' && !SNAPSHOTS.has(type)) {
    const kind = attribute === 'DeletionPolicy' ? 'deletion policy' : 'update replace policy';
    throw templateError(`resource type ${type} does not support ${kind} Snapshot`);
  }
  return value as DeletionPolicy;
}

const object = (name: string, attribute: string, value: Json | undefined): JsonObject | undefined => {
  if (value === undefined || isObject(value)) return value;
  throw formatError(`[/Resources/${name}/${attribute}] Every ${attribute} member must be a JSON object.`);
};

/** The policy that is used where the template names none: `Delete`. */
export function readResource(name: string, member: Json): TemplateResource {
  if (!/^[A-Za-z0-9]+$/.test(name)) throw formatError(`Resource name ${name} is non alphanumeric.`);
  if (name.length > 255)
    throw formatError(`Resource name ${name} exceeds the maximum resource name length of 255 characters.`);
  if (!isObject(member)) throw formatError(`[/Resources/${name}] resource definition is malformed`);
  const { Type: type, Condition: condition } = member;
  if (typeof type !== 'string' || type === '') {
    throw formatError(`[/Resources/${name}] Every Resources object must contain a Type member.`);
  }
  const unknown = Object.keys(member).find((key) => !KEYS.has(key));
  if (unknown !== undefined) throw validationError(`Invalid template resource property '${unknown}'`);
  const ignored = ['CreationPolicy', 'UpdatePolicy'].find((attribute) => member[attribute] !== undefined);
  if (ignored !== undefined) throw validationError(`${ignored} of resource ${name} is not supported by this emulator`);
  if (condition !== undefined && typeof condition !== 'string')
    throw formatError('Every Condition member must be a string.');
  return {
    type,
    condition,
    properties: object(name, 'Properties', member.Properties) ?? {},
    dependsOn: dependencies(member.DependsOn),
    metadata: object(name, 'Metadata', member.Metadata),
    deletionPolicy: policy(name, type, 'DeletionPolicy', member.DeletionPolicy, 'Delete'),
    updateReplacePolicy: policy(name, type, 'UpdateReplacePolicy', member.UpdateReplacePolicy, 'Delete'),
  };
}
