import type { UpdateArchiveCommandInput, UpdateArchiveCommandOutput } from '@aws-sdk/client-eventbridge';
import { archiveArn } from '../arns.ts';
import { invalid } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { archiveKey, requireArchive } from './archive.ts';
import { putArchiveRule } from './archive-rule.ts';
import { archivePatternOf } from './check-archive.ts';

export const updateArchive: EventsOperation<UpdateArchiveCommandInput, UpdateArchiveCommandOutput> = {
  resource: ({ ArchiveName = '' }, context) => archiveArn(context, ArchiveName),
  handle(state, { ArchiveName = '', EventPattern, RetentionDays, Description, KmsKeyIdentifier }, context) {
    if ((EventPattern ?? RetentionDays ?? Description ?? KmsKeyIdentifier) === undefined) {
      throw invalid('At least one of EventPattern, RetentionDays or Description must be provided.');
    }
    const archive = requireArchive(state, context, ArchiveName);
    const updated = {
      ...archive,
      pattern: EventPattern === undefined ? archive.pattern : archivePatternOf(EventPattern),
      retentionDays: RetentionDays ?? archive.retentionDays,
      description: Description ?? archive.description,
      kmsKeyIdentifier: KmsKeyIdentifier ?? archive.kmsKeyIdentifier,
    };
    state.deps.store.atomic(() => {
      state.archives.put(archiveKey(context, ArchiveName), updated);
      putArchiveRule(state, updated, context);
    });
    state.retention.follow(updated);
    return {
      ArchiveArn: archiveArn(context, ArchiveName),
      State: 'ENABLED',
      CreationTime: new Date(archive.created),
    };
  },
};
