import { DEFAULT_ACCOUNT } from '../../core/caller.ts';
import type { ServiceDeps } from '../../core/service.ts';
import type { Collection, Store } from '../../store/store.ts';
import type { ApiDestination } from './api-destinations/api-destination.ts';
import { createRateLimit, type RateLimit } from './api-destinations/rate-limit.ts';
import type { Archive } from './archives/archive.ts';
import { type ArchivedEvents, createArchivedEvents } from './archives/archived-events.ts';
import { createRetention, type Retention } from './archives/retention.ts';
import type { Bus } from './buses/bus.ts';
import type { Connection } from './connections/connection.ts';
import { createDeliveries, type Deliveries } from './delivery/deliveries.ts';
import type { Departed } from './delivery/departed.ts';
import type { Endpoint } from './endpoints/endpoint.ts';
import { createJournal, type Journal } from './logging/journal.ts';
import type { EventSource } from './partner/event-source.ts';
import { createIntake, type Intake } from './put-events/intake.ts';
import type { Replay } from './replays/replay.ts';
import { createReplayRunner, type ReplayRunner } from './replays/runner.ts';
import { createRouters, type Routers } from './rules/routers.ts';
import type { Rule } from './rules/rule.ts';
import { createSchedules, type Schedules } from './schedule/schedules.ts';

/** What differs from run to run of the emulator; the defaults are AWS's. */
export interface EventsOptions {
  /**
   * Bytes that the entries of one PutEvents may have together; left out: 256 KB, as recorded from AWS.
   * docs/decisions/0019-a-quarter-megabyte.md
   */
  readonly mostEntryBytes?: number;
  /** Milliseconds until an archived event can be replayed. AWS takes up to ten minutes, and advises to wait that long. */
  readonly archiveLag?: number;
  /**
   * Accounts that AWS has registered as partners; left out: the emulator's own, so that both sides can be tried out.
   * https://docs.aws.amazon.com/eventbridge/latest/onboarding/partner_apis.html
   */
  readonly partnerAccounts?: readonly string[];
  /** Whether API destinations may be on this machine or a private network, over plain HTTP too. AWS could not reach them. */
  readonly localDestinations?: boolean;
}

export interface EventsState {
  readonly deps: ServiceDeps<Store>;
  readonly options: Required<EventsOptions>;
  readonly buses: Collection<Bus>;
  readonly rules: Collection<Rule>;
  /** Partner event sources, by the customer's place. */
  readonly sources: Collection<EventSource>;
  readonly archives: Collection<Archive>;
  readonly replays: Collection<Replay>;
  readonly connections: Collection<Connection>;
  readonly apiDestinations: Collection<ApiDestination>;
  readonly endpoints: Collection<Endpoint>;
  readonly counters: Collection<{ readonly value: number }>;
  /** Targets that are no more but still have deliveries to come. */
  readonly departed: Collection<Departed>;
  readonly archived: ArchivedEvents;
  readonly rateLimit: RateLimit;
  readonly retention: Retention;
  readonly routers: Routers;
  readonly schedules: Schedules;
  readonly deliveries: Deliveries;
  readonly journal: Journal;
  readonly intake: Intake;
  readonly runner: ReplayRunner;
}

const DEFAULTS: Required<EventsOptions> = {
  mostEntryBytes: 262_144,
  archiveLag: 0,
  partnerAccounts: [DEFAULT_ACCOUNT],
  localDestinations: false,
};

type Unfinished = { -readonly [K in keyof EventsState]: EventsState[K] };

export function createState(deps: ServiceDeps<Store>, options: EventsOptions): EventsState {
  const { store } = deps;
  const resources = {
    deps,
    options: { ...DEFAULTS, ...options },
    buses: store.collection<Bus>('events.buses'),
    rules: store.collection<Rule>('events.rules'),
    sources: store.collection<EventSource>('events.sources'),
    archives: store.collection<Archive>('events.archives'),
    replays: store.collection<Replay>('events.replays'),
    connections: store.collection<Connection>('events.connections'),
    apiDestinations: store.collection<ApiDestination>('events.api-destinations'),
    endpoints: store.collection<Endpoint>('events.endpoints'),
    counters: store.collection<{ readonly value: number }>('events.counters'),
    departed: store.collection<Departed>('events.departed'),
    archived: createArchivedEvents(store),
    rateLimit: createRateLimit(deps.clock),
  };
  // The parts that follow look each other up in the state when they act, so their order does not matter.
  const state = resources as unknown as Unfinished;
  state.routers = createRouters(state);
  state.schedules = createSchedules(state);
  state.journal = createJournal(state);
  state.deliveries = createDeliveries(state);
  state.intake = createIntake(state);
  state.retention = createRetention(state);
  state.runner = createReplayRunner(state);
  return state;
}

/** The next number of a series that never repeats, across restarts too. */
export function nextNumber({ counters }: EventsState, series: string): number {
  const value = (counters.get(series)?.value ?? 0) + 1;
  counters.put(series, { value });
  return value;
}
