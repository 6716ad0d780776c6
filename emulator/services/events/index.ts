import type { EventSink } from '../../core/aws-event.ts';
import type { Service, ServiceDeps } from '../../core/service.ts';
import type { Store } from '../../store/store.ts';
import { parseEventsArn, splitRuleName } from './arns.ts';
import { busKey } from './buses/bus.ts';
import { beginAuthorization } from './connections/authorize.ts';
import { operations } from './operations.ts';
import { createAwsEvents } from './put-events/aws-events.ts';
import { createState, type EventsOptions, type EventsState } from './state.ts';

export type { EventsOptions } from './state.ts';

export interface EventsService extends Service<EventsState> {
  /** Where other services put their events. */
  readonly awsEvents: EventSink;
}

/** A bus's policy speaks for the bus and, to other accounts, for the rules on it. */
function policyOf(state: EventsState, text: string): string | undefined {
  const arn = parseEventsArn(text);
  if (arn?.kind === 'event-bus') return state.buses.get(busKey(arn, arn.name))?.policy;
  if (arn?.kind === 'rule') return state.buses.get(busKey(arn, splitRuleName(arn.name).bus))?.policy;
  return undefined;
}

/** Amazon EventBridge (classic): buses, rules and targets, archives and replays, partner sources, API destinations. */
export function createEvents(deps: ServiceDeps<Store>, options: EventsOptions = {}): EventsService {
  const state = createState(deps, options);
  return {
    id: 'events',
    state,
    awsEvents: createAwsEvents(state),
    operations,
    resourcePolicy: (arn) => policyOf(state, arn),
    start() {
      state.deliveries.start();
      state.retention.start();
      state.runner.start();
      state.schedules.start();
      for (const connection of state.connections.values()) beginAuthorization(state, connection);
    },
    stop() {
      state.schedules.stop();
      state.runner.stop();
      state.retention.stop();
      state.deliveries.stop();
    },
  };
}
