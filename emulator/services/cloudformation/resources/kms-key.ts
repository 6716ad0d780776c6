import { changeTags } from './change-tags.ts';
import { type Document, defined, documentText, type Provider, type ProviderContext, type Tag } from './provider.ts';

interface Properties {
  readonly BypassPolicyLockoutSafetyCheck?: boolean;
  readonly Description?: string;
  readonly EnableKeyRotation?: boolean;
  readonly Enabled?: boolean;
  readonly KeyPolicy?: Document;
  readonly KeySpec?: string;
  readonly KeyUsage?: string;
  readonly MultiRegion?: boolean;
  readonly Origin?: string;
  readonly PendingWindowInDays?: number;
  readonly RotationPeriodInDays?: number;
  readonly Tags?: readonly Tag[];
}

const tagList = (tags: readonly Tag[] | undefined) => tags?.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value }));

async function setState(
  KeyId: string,
  before: Properties,
  after: Properties,
  { call }: ProviderContext,
): Promise<void> {
  const { EnableKeyRotation: rotates = false, RotationPeriodInDays, Enabled: enabled = true } = after;
  const rotation = JSON.stringify([rotates, RotationPeriodInDays]);
  if (enabled && !(before.Enabled ?? true)) await call('kms', 'EnableKey', { KeyId });
  if (rotation !== JSON.stringify([before.EnableKeyRotation ?? false, before.RotationPeriodInDays])) {
    if (rotates) await call('kms', 'EnableKeyRotation', defined({ KeyId, RotationPeriodInDays }));
    else await call('kms', 'DisableKeyRotation', { KeyId });
  }
  if (!enabled && (before.Enabled ?? true)) await call('kms', 'DisableKey', { KeyId });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-key.html */
export const kmsKey: Provider<Properties> = {
  async create(properties, context) {
    const { KeyMetadata } = await context.call<{ KeyMetadata: { KeyId: string; Arn: string } }>(
      'kms',
      'CreateKey',
      defined({
        BypassPolicyLockoutSafetyCheck: properties.BypassPolicyLockoutSafetyCheck,
        Description: properties.Description,
        KeySpec: properties.KeySpec,
        KeyUsage: properties.KeyUsage,
        MultiRegion: properties.MultiRegion,
        Origin: properties.Origin,
        Policy: properties.KeyPolicy === undefined ? undefined : documentText(properties.KeyPolicy),
        Tags: tagList(properties.Tags),
      }),
    );
    const { KeyId, Arn } = KeyMetadata;
    context.begun(KeyId, { Arn, KeyId });
    await setState(KeyId, {}, properties, context);
    return { physicalId: KeyId, attributes: { Arn, KeyId } };
  },
  async update(properties, { physicalId: KeyId, properties: before, attributes }, context) {
    const { Description: description = '', KeyPolicy: policy } = properties;
    if (description !== (before.Description ?? ''))
      await context.call('kms', 'UpdateKeyDescription', { KeyId, Description: description });
    if (policy !== undefined && documentText(policy) !== documentText(before.KeyPolicy ?? ''))
      await context.call('kms', 'PutKeyPolicy', { KeyId, PolicyName: 'default', Policy: documentText(policy) });
    await setState(KeyId, before, properties, context);
    await changeTags('kms', KeyId, before.Tags, properties.Tags, context);
    return { physicalId: KeyId, attributes };
  },
  async delete({ physicalId: KeyId, properties: { PendingWindowInDays = 30 } }, { call }) {
    await call('kms', 'ScheduleKeyDeletion', { KeyId, PendingWindowInDays });
  },
};

interface Alias {
  readonly AliasName: string;
  readonly TargetKeyId: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const kmsAlias: Provider<Alias> = {
  nameProperty: 'AliasName',
  async create({ AliasName, TargetKeyId }, { call }) {
    await call('kms', 'CreateAlias', { AliasName, TargetKeyId });
    return { physicalId: AliasName };
  },
  async update({ TargetKeyId }, { physicalId: AliasName }, { call }) {
    await call('kms', 'UpdateAlias', { AliasName, TargetKeyId });
    return { physicalId: AliasName };
  },
  async delete({ physicalId: AliasName }, { call }) {
    await call('kms', 'DeleteAlias', { AliasName });
  },
};
