import type { Replay as ReplayShape } from '@aws-sdk/client-eventbridge';
import { type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import type { ArchiveMark } from '../archives/archived-events.ts';
import { archiveArn } from '../arns.ts';
import { doesNotExist } from '../errors.ts';
import { present } from '../present.ts';
import type { EventsState } from '../state.ts';

export type ReplayState = 'STARTING' | 'RUNNING' | 'CANCELLING' | 'COMPLETED' | 'CANCELLED' | 'FAILED';

/** A replay of an archive onto the bus it was made from. */
export interface Replay extends Place {
  readonly name: string;
  readonly description: string | undefined;
  readonly archive: string;
  /** The archive's number, which tells it from a later one of the same name. */
  readonly archiveId: number;
  readonly bus: string;
  readonly destinationArn: string;
  readonly filterArns: readonly string[] | undefined;
  /** First and last event time that is meant. */
  readonly from: Instant;
  readonly to: Instant;
  readonly state: ReplayState;
  readonly reason: string | undefined;
  readonly started: Instant;
  readonly ended: Instant | undefined;
  /** The last event that was replayed; the replay goes on behind it. */
  readonly mark: ArchiveMark | undefined;
}

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-replay-archived-event.html: replays are kept 90 days. */
const LIFE = 90 * 86_400_000;

export const replayKey = (place: Place, name: string): string => placeKey(place, name);
export const keyOfReplay = (replay: Replay): string => replayKey(replay, replay.name);

const ACTIVE: ReadonlySet<ReplayState> = new Set(['STARTING', 'RUNNING', 'CANCELLING']);
export const isActive = ({ state }: Replay): boolean => ACTIVE.has(state);

const isKept = (state: EventsState, { ended }: Replay): boolean =>
  ended === undefined || ended + LIFE > state.deps.clock.now();

/** The replay of that name, if it has not been forgotten. */
export function findReplay(state: EventsState, place: Place, name: string): Replay | undefined {
  const replay = state.replays.get(replayKey(place, name));
  return replay && isKept(state, replay) ? replay : undefined;
}

/** Sorted by key. @param prefix of the key */
export const keptReplays = (state: EventsState, prefix: string): [string, Replay][] =>
  state.replays.entries(prefix).filter(([, replay]) => isKept(state, replay));

/** @throws AwsError `ResourceNotFoundException` */
export function requireReplay(state: EventsState, place: Place, name: string): Replay {
  const replay = findReplay(state, place, name);
  if (!replay) throw doesNotExist('Replay', name);
  return replay;
}

const date = (instant: Instant | undefined): Date | undefined =>
  instant === undefined ? undefined : new Date(instant);

/** A replay as ListReplays tells of it. */
export const replaySummary = (replay: Replay): ReplayShape =>
  present({
    ReplayName: replay.name,
    EventSourceArn: archiveArn(replay, replay.archive),
    State: replay.state,
    StateReason: replay.reason,
    EventStartTime: new Date(replay.from),
    EventEndTime: new Date(replay.to),
    EventLastReplayedTime: date(replay.mark?.time),
    ReplayStartTime: new Date(replay.started),
    ReplayEndTime: date(replay.ended),
  });
