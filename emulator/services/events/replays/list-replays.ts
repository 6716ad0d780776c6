import type { ListReplaysCommandInput, ListReplaysCommandOutput } from '@aws-sdk/client-eventbridge';
import { archiveArn, parseEventsArn } from '../arns.ts';
import { invalidParameter } from '../errors.ts';
import { atMostOneFilter } from '../one-filter.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { keptReplays, replayKey, replaySummary } from './replay.ts';

export const listReplays: EventsOperation<ListReplaysCommandInput, ListReplaysCommandOutput> = {
  handle(state, input, context) {
    const { NamePrefix, EventSourceArn, State } = input;
    atMostOneFilter('ListReplays', [NamePrefix, EventSourceArn, State]);
    if (EventSourceArn !== undefined && parseEventsArn(EventSourceArn)?.kind !== 'archive') {
      throw invalidParameter('EventSourceArn', 'Must contain an archive ARN.');
    }
    const entries = keptReplays(state, replayKey(context, NamePrefix ?? '')).filter(
      ([, replay]) =>
        (State === undefined || replay.state === State) &&
        (EventSourceArn === undefined || archiveArn(replay, replay.archive) === EventSourceArn),
    );
    const { items, next } = pageOf(entries, input);
    return { Replays: items.map(replaySummary), ...next };
  },
};
