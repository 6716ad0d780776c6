import { changeTags } from './change-tags.ts';
import { defined, HandlerError, type Provider, type ProviderContext, type Tag, tagMap } from './provider.ts';

interface Properties {
  readonly LogGroupName?: string;
  readonly RetentionInDays?: number;
  readonly KmsKeyId?: string;
  readonly LogGroupClass?: string;
  readonly Tags?: readonly Tag[];
}

const arnOf = (name: string, { stack: { region, accountId } }: ProviderContext): string =>
  `arn:aws:logs:${region}:${accountId}:log-group:${name}`;

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html */
export const logsLogGroup: Provider<Properties> = {
  nameProperty: 'LogGroupName',
  handles: ['LogGroupName', 'RetentionInDays', 'KmsKeyId', 'LogGroupClass', 'Tags'],
  async create(properties, context) {
    const logGroupName = properties.LogGroupName ?? context.generatedName({ longest: 512 });
    await context.call(
      'logs',
      'CreateLogGroup',
      defined({
        logGroupName,
        kmsKeyId: properties.KmsKeyId,
        logGroupClass: properties.LogGroupClass,
        tags: properties.Tags?.length ? tagMap(properties.Tags) : undefined,
      }),
    );
    const attributes = { Arn: `${arnOf(logGroupName, context)}:*` };
    context.begun(logGroupName, attributes);
    const { RetentionInDays: retentionInDays } = properties;
    if (retentionInDays !== undefined)
      await context.call('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays });
    return { physicalId: logGroupName, attributes };
  },
  async update(properties, { physicalId: logGroupName, properties: before, attributes }, context) {
    const { RetentionInDays: retentionInDays } = properties;
    if (properties.KmsKeyId !== before.KmsKeyId || properties.LogGroupClass !== before.LogGroupClass)
      throw new HandlerError('NotUpdatable', 'KmsKeyId and LogGroupClass cannot be changed in this emulator');
    if (retentionInDays !== undefined)
      await context.call('logs', 'PutRetentionPolicy', { logGroupName, retentionInDays });
    else if (before.RetentionInDays !== undefined)
      await context.call('logs', 'DeleteRetentionPolicy', { logGroupName });
    await changeTags('logs', arnOf(logGroupName, context), before.Tags, properties.Tags, context);
    return { physicalId: logGroupName, attributes };
  },
  async delete({ physicalId: logGroupName }, { call }) {
    await call('logs', 'DeleteLogGroup', { logGroupName });
  },
};
