import type { ListArchivesCommandInput, ListArchivesCommandOutput } from '@aws-sdk/client-eventbridge';
import { busArn } from '../arns.ts';
import { atMostOneFilter } from '../one-filter.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { archiveKey } from './archive.ts';
import { isFilled } from './archive-rule.ts';
import { sourceBusOf } from './check-archive.ts';
import { archiveSummary } from './describe-archive.ts';

export const listArchives: EventsOperation<ListArchivesCommandInput, ListArchivesCommandOutput> = {
  handle(state, input, context) {
    const { NamePrefix, EventSourceArn, State } = input;
    atMostOneFilter('ListArchives', [NamePrefix, EventSourceArn, State]);
    if (EventSourceArn !== undefined) sourceBusOf(state, EventSourceArn, context);
    const entries = state.archives
      .entries(archiveKey(context, NamePrefix ?? ''))
      .filter(
        ([, archive]) =>
          (EventSourceArn === undefined || busArn(archive, archive.bus) === EventSourceArn) &&
          (State === undefined || State === (isFilled(state, archive) ? 'ENABLED' : 'DISABLED')),
      );
    const { items, next } = pageOf(entries, input);
    return { Archives: items.map((archive) => archiveSummary(state, archive)), ...next };
  },
};
