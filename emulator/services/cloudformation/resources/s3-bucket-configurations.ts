import { isList, isObject, type Json, type JsonObject } from '../template/json.ts';
import { defined } from './provider.ts';

const objects = (value: Json | undefined): JsonObject[] => (isList(value) ? value.filter(isObject) : []);

const transition = (value: JsonObject) =>
  defined({ Days: value.TransitionInDays, Date: dateOf(value.TransitionDate), StorageClass: value.StorageClass });
const dateOf = (value: Json | undefined): Date | undefined =>
  value === undefined ? undefined : new Date(String(value));
const later = (value: JsonObject) =>
  defined({
    NoncurrentDays: value.TransitionInDays,
    NewerNoncurrentVersions: value.NewerNoncurrentVersions,
    StorageClass: value.StorageClass,
  });
const some = <T>(list: readonly T[]): readonly T[] | undefined => (list.length > 0 ? list : undefined);

/** The template writes a rule's conditions side by side, the API writes them into one filter. */
function filterOf(rule: JsonObject): object {
  const Tags = objects(rule.TagFilters);
  const parts = {
    Prefix: rule.Prefix,
    ObjectSizeGreaterThan: rule.ObjectSizeGreaterThan,
    ObjectSizeLessThan: rule.ObjectSizeLessThan,
  };
  const count = Object.values(parts).filter((each) => each !== undefined).length + Tags.length;
  if (count > 1) return { And: defined({ ...parts, Tags: some(Tags) }) };
  return Tags[0] ? { Tag: Tags[0] } : count === 0 ? { Prefix: '' } : defined(parts);
}

function ruleOf(rule: JsonObject): object {
  const expiration = defined({
    Days: rule.ExpirationInDays,
    Date: dateOf(rule.ExpirationDate),
    ExpiredObjectDeleteMarker: rule.ExpiredObjectDeleteMarker,
  });
  const old = isObject(rule.NoncurrentVersionExpiration)
    ? rule.NoncurrentVersionExpiration
    : rule.NoncurrentVersionExpirationInDays === undefined
      ? undefined
      : { NoncurrentDays: rule.NoncurrentVersionExpirationInDays };
  const single = (name: string): JsonObject[] => objects(rule[name] === undefined ? [] : [rule[name]]);
  return defined({
    ID: rule.Id,
    Status: rule.Status,
    Filter: filterOf(rule),
    Expiration: Object.keys(expiration).length > 0 ? expiration : undefined,
    NoncurrentVersionExpiration: old,
    Transitions: some([...objects(rule.Transitions), ...single('Transition')].map(transition)),
    NoncurrentVersionTransitions: some(
      [...objects(rule.NoncurrentVersionTransitions), ...single('NoncurrentVersionTransition')].map(later),
    ),
    AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload,
  });
}

/** `LifecycleConfiguration` as the API takes it. */
export const lifecycle = (value: Json | undefined): object => ({
  Rules: objects(isObject(value) ? value.Rules : undefined).map(ruleOf),
});

function targets(list: Json | undefined, from: string, to: string): object[] | undefined {
  const found = objects(list).map((each) => {
    const rules = isObject(each.Filter) && isObject(each.Filter.S3Key) ? each.Filter.S3Key.Rules : undefined;
    return defined({
      [to]: each[from],
      Events: [each.Event],
      Filter: rules === undefined ? undefined : { Key: { FilterRules: rules } },
    });
  });
  return found.length > 0 ? found : undefined;
}

/** `NotificationConfiguration` as the API takes it. */
export function notifications(value: Json | undefined): object {
  const given = isObject(value) ? value : {};
  const bridge = isObject(given.EventBridgeConfiguration) && given.EventBridgeConfiguration.EventBridgeEnabled === true;
  return defined({
    EventBridgeConfiguration: bridge ? {} : undefined,
    LambdaFunctionConfigurations: targets(given.LambdaConfigurations, 'Function', 'LambdaFunctionArn'),
    QueueConfigurations: targets(given.QueueConfigurations, 'Queue', 'QueueArn'),
    TopicConfigurations: targets(given.TopicConfigurations, 'Topic', 'TopicArn'),
  });
}
