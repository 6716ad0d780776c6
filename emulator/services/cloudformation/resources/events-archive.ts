import type { JsonObject } from '../template/json.ts';
import { type Document, defined, documentText, HandlerError, type Provider, type ProviderContext } from './provider.ts';

interface Properties extends JsonObject {
  readonly ArchiveName?: string;
  readonly SourceArn: string;
  readonly EventPattern?: Document;
}

const pattern = ({ EventPattern: given }: Properties) => (given === undefined ? undefined : documentText(given));

async function settled(ArchiveName: string, { call, until }: ProviderContext): Promise<void> {
  await until(async () => {
    const { State, StateReason = '' } = await call<{ State: string; StateReason?: string }>(
      'events',
      'DescribeArchive',
      { ArchiveName },
    );
    if (State.endsWith('_FAILED'))
      throw new HandlerError('NotStabilized', `Archive ${ArchiveName} failed: ${StateReason}`);
    return State === 'ENABLED' || State === 'DISABLED';
  });
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-archive.html */
export const eventsArchive: Provider<Properties> = {
  nameProperty: 'ArchiveName',
  async create(properties, context) {
    const { SourceArn, EventPattern: _pattern, ...rest } = properties;
    const ArchiveName = properties.ArchiveName ?? context.generatedName({ longest: 48 });
    const { ArchiveArn: Arn } = await context.call<{ ArchiveArn: string }>(
      'events',
      'CreateArchive',
      defined({ ...rest, ArchiveName, EventSourceArn: SourceArn, EventPattern: pattern(properties) }),
    );
    context.begun(ArchiveName, { Arn });
    await settled(ArchiveName, context);
    return { physicalId: ArchiveName, attributes: { Arn } };
  },
  async update(properties, { physicalId: ArchiveName, attributes }, context) {
    const { Description = '', RetentionDays = 0, KmsKeyIdentifier } = properties;
    const input = { ArchiveName, Description, RetentionDays, EventPattern: pattern(properties), KmsKeyIdentifier };
    await context.call('events', 'UpdateArchive', defined(input));
    await settled(ArchiveName, context);
    return { physicalId: ArchiveName, attributes };
  },
  async delete({ physicalId: ArchiveName }, { call }) {
    await call('events', 'DeleteArchive', { ArchiveName });
  },
};
