import type { StartReplayCommandInput, StartReplayCommandOutput } from '@aws-sdk/client-eventbridge';
import type { RequestContext } from '../../../core/service.ts';
import type { Archive } from '../archives/archive.ts';
import { archiveKey } from '../archives/archive.ts';
import { busArn, parseEventsArn, replayArn } from '../arns.ts';
import { alreadyExists, invalidParameter, limitExceeded } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import type { EventsState } from '../state.ts';
import { checkFilters, destinationBusOf } from './check-destination.ts';
import { findReplay, isActive, keptReplays, keyOfReplay, type Replay, replayKey } from './replay.ts';

/** At once, in an account and region. https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html */
const MOST_ACTIVE = 10;

/** @throws AwsError `ValidationException` */
function archiveOf(state: EventsState, text: string, context: RequestContext): Archive {
  const arn = parseEventsArn(text);
  if (arn?.kind !== 'archive') throw invalidParameter('EventSourceArn', 'Must contain an archive ARN.');
  const own = arn.accountId === context.accountId && arn.region === context.region;
  const archive = own ? state.archives.get(archiveKey(context, arn.name)) : undefined;
  if (!archive) throw invalidParameter('EventSourceArn', `Archive ${arn.name} does not exist.`);
  return archive;
}

function check(state: EventsState, input: StartReplayCommandInput, context: RequestContext): Archive {
  const { ReplayName = '', EventSourceArn = '', EventStartTime, EventEndTime, Destination } = input;
  if (Number(EventStartTime) >= Number(EventEndTime)) {
    throw invalidParameter('EventEndTime', 'EventStartTime must be before EventEndTime.');
  }
  const bus = destinationBusOf(state, { Arn: undefined, ...Destination }, context);
  if (findReplay(state, context, ReplayName)) throw alreadyExists('Replay', ReplayName);
  const archive = archiveOf(state, EventSourceArn, context);
  if (archive.bus !== bus.name) {
    throw invalidParameter('Destination.Arn', 'Cross event bus replay is not permitted.');
  }
  checkFilters(state, { Arn: undefined, ...Destination }, bus);
  return archive;
}

export const startReplay: EventsOperation<StartReplayCommandInput, StartReplayCommandOutput> = {
  resource: ({ ReplayName = '' }, context) => replayArn(context, ReplayName),
  handle(state, input, context) {
    const { accountId, region, now } = context;
    const archive = check(state, input, context);
    const active = keptReplays(state, replayKey(context, '')).filter(([, replay]) => isActive(replay));
    if (active.length >= MOST_ACTIVE) throw limitExceeded();
    const filterArns = input.Destination?.FilterArns;
    const replay: Replay = {
      accountId,
      region,
      name: input.ReplayName ?? '',
      description: input.Description,
      archive: archive.name,
      archiveId: archive.id,
      bus: archive.bus,
      destinationArn: input.Destination?.Arn ?? busArn(archive, archive.bus),
      filterArns: filterArns?.length ? filterArns : undefined,
      from: Number(input.EventStartTime),
      to: Number(input.EventEndTime),
      state: 'STARTING',
      reason: undefined,
      started: now,
      ended: undefined,
      mark: undefined,
    };
    state.replays.put(keyOfReplay(replay), replay);
    state.runner.run(replay);
    return { ReplayArn: replayArn(replay, replay.name), State: 'STARTING', ReplayStartTime: new Date(now) };
  },
};
