import type { Place } from '../../../core/arn.ts';
import { serviceCaller } from '../../../core/caller.ts';
import type { Instant } from '../../../core/clock.ts';
import { busArn } from '../arns.ts';
import type { BusEvent } from '../bus-event.ts';
import { busKey, type LogConfig } from '../buses/bus.ts';
import { PRINCIPAL } from '../role.ts';
import type { EventsState } from '../state.ts';
import { LEVEL_OF, type RecordLevel, type Step } from './record.ts';

/** One record but for what all have. */
export interface Entry {
  readonly event: BusEvent;
  readonly invocationId?: string;
  readonly details?: object;
  readonly error?: object | undefined;
}

/** The log of a bus that has one. */
export interface BusJournal {
  /** Whether records tell the events' details and what targets are sent. */
  readonly full: boolean;
  record(step: Step, entry: Entry): void;
}

export interface Journal {
  /** @returns undefined where the bus logs nothing, which costs nothing then */
  of(place: Place, bus: string): BusJournal | undefined;
}

interface VendedRecord {
  readonly logType: string;
  readonly time: Instant;
  readonly message: string;
}

const RANK: Readonly<Record<RecordLevel, number>> = { ERROR: 1, INFO: 2, TRACE: 3 };

/**
 * Logs each step of each event to where the bus's log deliveries lead. Records are gathered and given to
 * CloudWatch Logs once the current work pauses, within the transaction that the work belongs to.
 */
export function createJournal(state: EventsState): Journal {
  const { aws, clock, log, ids } = state.deps;
  const gathered = new Map<string, { readonly place: Place; readonly records: VendedRecord[] }>();

  const flush = (resourceArn: string): void => {
    const waiting = gathered.get(resourceArn);
    gathered.delete(resourceArn);
    if (!waiting) return;
    const { place, records } = waiting;
    const caller = serviceCaller(PRINCIPAL, place.accountId, resourceArn);
    aws
      .call(caller, 'logs', 'DeliverVendedLogs', { resourceArn, records }, place)
      .catch((error: unknown) => log.error('a bus could not be logged', { bus: resourceArn, error: String(error) }));
  };

  const gather = (place: Place, resourceArn: string, record: VendedRecord): void => {
    const waiting = gathered.get(resourceArn);
    if (waiting) return void waiting.records.push(record);
    gathered.set(resourceArn, { place: { accountId: place.accountId, region: place.region }, records: [record] });
    queueMicrotask(() => flush(resourceArn));
  };

  const open = (place: Place, bus: string, { Level = 'OFF', IncludeDetail }: LogConfig): BusJournal | undefined => {
    if (Level === 'OFF') return undefined;
    const resourceArn = busArn(place, bus);
    return {
      full: IncludeDetail === 'FULL',
      record(step, { event, invocationId, details = {}, error }) {
        const level = LEVEL_OF[step];
        if (RANK[level] > RANK[Level]) return;
        const time = clock.now();
        const message = JSON.stringify({
          resource_arn: resourceArn,
          request_id: event.requestId ?? ids.uuid(),
          event_id: event.id,
          invocation_id: invocationId,
          message_timestamp_ms: time,
          message_type: step,
          log_level: level,
          details,
          error,
        });
        gather(place, resourceArn, { logType: `${level}_LOGS`, time, message });
      },
    };
  };

  return {
    of(place, bus) {
      const config = state.buses.get(busKey(place, bus))?.logConfig;
      return config && open(place, bus, config);
    },
  };
}
