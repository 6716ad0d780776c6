import type {
  Archive as ArchiveShape,
  DescribeArchiveCommandInput,
  DescribeArchiveCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { archiveArn, busArn } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { present } from '../present.ts';
import type { EventsState } from '../state.ts';
import { type Archive, expiryOf, requireArchive } from './archive.ts';
import { isFilled } from './archive-rule.ts';

/** An archive as ListArchives tells of it. On AWS the two sums lag behind by hours. */
export function archiveSummary(state: EventsState, archive: Archive): ArchiveShape {
  const { count, bytes } = state.archived.totals(archive.id, expiryOf(archive, state.deps.clock.now()));
  const filled = isFilled(state, archive);
  return {
    ArchiveName: archive.name,
    EventSourceArn: busArn(archive, archive.bus),
    State: filled ? 'ENABLED' : 'DISABLED',
    ...(filled ? {} : { StateReason: 'Managed rule for the archive was forcefully deleted.' }),
    RetentionDays: archive.retentionDays,
    SizeBytes: bytes,
    EventCount: count,
    CreationTime: new Date(archive.created),
  };
}

export const describeArchive: EventsOperation<DescribeArchiveCommandInput, DescribeArchiveCommandOutput> = {
  resource: ({ ArchiveName = '' }, context) => archiveArn(context, ArchiveName),
  handle(state, { ArchiveName = '' }, context) {
    const archive = requireArchive(state, context, ArchiveName);
    return present({
      ...archiveSummary(state, archive),
      ArchiveArn: archiveArn(archive, archive.name),
      Description: archive.description,
      EventPattern: archive.pattern,
      KmsKeyIdentifier: archive.kmsKeyIdentifier,
    });
  },
};
