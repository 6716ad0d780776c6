import type { DeleteArchiveCommandInput, DeleteArchiveCommandOutput } from '@aws-sdk/client-eventbridge';
import { archiveArn } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { archiveKey, requireArchive } from './archive.ts';
import { dropArchiveRule } from './archive-rule.ts';

export const deleteArchive: EventsOperation<DeleteArchiveCommandInput, DeleteArchiveCommandOutput> = {
  resource: ({ ArchiveName = '' }, context) => archiveArn(context, ArchiveName),
  handle(state, { ArchiveName = '' }, context) {
    const archive = requireArchive(state, context, ArchiveName);
    state.deps.store.atomic(() => {
      state.archives.delete(archiveKey(context, ArchiveName));
      dropArchiveRule(state, archive);
      state.retention.discard(archive);
    });
    return {};
  },
};
