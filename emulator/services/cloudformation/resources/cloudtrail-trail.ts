import type { JsonObject } from '../template/json.ts';
import { changeTags } from './change-tags.ts';
import { defined, type Made, type Provider, type ProviderContext, type Tags } from './provider.ts';

interface Properties extends JsonObject {
  readonly TrailName?: string;
  readonly IsLogging: boolean;
  readonly KMSKeyId?: string;
  readonly EventSelectors?: readonly JsonObject[];
  readonly AdvancedEventSelectors?: readonly JsonObject[];
  readonly InsightSelectors?: readonly JsonObject[];
  readonly Tags?: Tags;
}

interface Trail {
  readonly TrailARN: string;
  readonly SnsTopicARN?: string;
}

function input(Name: string, properties: Properties) {
  const {
    TrailName: _name,
    IsLogging: _logging,
    KMSKeyId,
    EventSelectors: _e,
    AdvancedEventSelectors: _a,
    ...rest
  } = properties;
  const { InsightSelectors: _i, Tags: _tags, ...plain } = rest;
  return defined({ ...plain, Name, KmsKeyId: KMSKeyId });
}

const made = (name: string, { TrailARN, SnsTopicARN }: Trail): Made => ({
  physicalId: name,
  attributes: { Arn: TrailARN, ...(SnsTopicARN === undefined ? {} : { SnsTopicArn: SnsTopicARN }) },
});

/** What a trail is told after it is made. */
async function settings(TrailName: string, before: Partial<Properties>, after: Properties, { call }: ProviderContext) {
  const changed = (name: string): boolean => JSON.stringify(before[name]) !== JSON.stringify(after[name]);
  const { EventSelectors, AdvancedEventSelectors, InsightSelectors = [] } = after;
  if (changed('EventSelectors') || changed('AdvancedEventSelectors')) {
    const fallback = [{ ReadWriteType: 'All', IncludeManagementEvents: true }];
    const chosen = AdvancedEventSelectors?.length
      ? { AdvancedEventSelectors }
      : { EventSelectors: EventSelectors ?? fallback };
    await call('cloudtrail', 'PutEventSelectors', { TrailName, ...chosen });
  }
  if (changed('InsightSelectors')) await call('cloudtrail', 'PutInsightSelectors', { TrailName, InsightSelectors });
  if (after.IsLogging !== (before.IsLogging ?? false))
    await call('cloudtrail', after.IsLogging ? 'StartLogging' : 'StopLogging', { Name: TrailName });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudtrail-trail.html */
export const cloudTrailTrail: Provider<Properties> = {
  nameProperty: 'TrailName',
  async create(properties, context) {
    const name = properties.TrailName ?? context.generatedName({ longest: 128 });
    const tags = properties.Tags ? { TagsList: properties.Tags } : {};
    const trail = await context.call<Trail>('cloudtrail', 'CreateTrail', { ...input(name, properties), ...tags });
    context.begun(name, made(name, trail).attributes);
    await settings(name, {}, properties, context);
    return made(name, trail);
  },
  async update(properties, { physicalId: name, properties: before, attributes }, context) {
    const trail = await context.call<Trail>('cloudtrail', 'UpdateTrail', input(name, properties));
    await settings(name, before, properties, context);
    await changeTags('cloudtrail', attributes.Arn, before.Tags, properties.Tags, context);
    return made(name, trail);
  },
  async delete({ physicalId: Name }, { call }) {
    await call('cloudtrail', 'DeleteTrail', { Name });
  },
};
