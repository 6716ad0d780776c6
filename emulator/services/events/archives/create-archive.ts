import type { CreateArchiveCommandInput, CreateArchiveCommandOutput } from '@aws-sdk/client-eventbridge';
import { archiveArn } from '../arns.ts';
import { alreadyExists } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { nextNumber } from '../state.ts';
import { type Archive, archiveKey } from './archive.ts';
import { putArchiveRule } from './archive-rule.ts';
import { archivePatternOf, refuseTooManyRules, sourceBusOf } from './check-archive.ts';

export const createArchive: EventsOperation<CreateArchiveCommandInput, CreateArchiveCommandOutput> = {
  resource: ({ ArchiveName = '' }, context) => archiveArn(context, ArchiveName),
  handle(state, input, context) {
    const { ArchiveName: name = '', EventSourceArn = '', RetentionDays = 0 } = input;
    const { accountId, region, now } = context;
    if (state.archives.has(archiveKey(context, name))) throw alreadyExists('Archive', name);
    const bus = sourceBusOf(state, EventSourceArn, context);
    const pattern = archivePatternOf(input.EventPattern);
    refuseTooManyRules(state, bus);
    const archive = state.deps.store.atomic(() => {
      const made: Archive = {
        accountId,
        region,
        id: nextNumber(state, 'archive'),
        name,
        bus: bus.name,
        description: input.Description,
        pattern,
        retentionDays: RetentionDays,
        kmsKeyIdentifier: input.KmsKeyIdentifier,
        created: now,
      };
      state.archives.put(archiveKey(context, name), made);
      putArchiveRule(state, made, context);
      return made;
    });
    state.retention.follow(archive);
    return { ArchiveArn: archiveArn(context, name), State: 'ENABLED', CreationTime: new Date(now) };
  },
};
