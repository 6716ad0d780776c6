import type { CloudEvent } from '../events/cloud-event.ts';
import { type Backoff, backoffDelay } from './backoff.ts';
import { type BusEntry, busEntry, entryBytes } from './bus-entry.ts';
import { chunk } from './chunk.ts';

/** What EventBridge says of one entry. */
export interface EntryResult {
  readonly EventId?: string | undefined;
  readonly ErrorCode?: string | undefined;
  readonly ErrorMessage?: string | undefined;
}

/** A bus, as the publisher needs it. Answers in the order of the entries; rejects when the call failed as a whole. */
export interface Bus {
  put(entries: readonly BusEntry[]): Promise<readonly EntryResult[]>;
}

/** Where an event goes whole that could not be published. */
export interface Unpublished {
  keep(event: CloudEvent, cause: string): Promise<void>;
}

export interface PublisherPorts {
  readonly bus: Bus;
  readonly unpublished: Unpublished;
  /** The name of the bus that an event belongs on. */
  busOf(event: CloudEvent): Promise<string>;
  sleep(milliseconds: number): Promise<void>;
  random(): number;
}

/** `kept`: in the queue of the unpublished, from where it is published later. `lost`: that failed as well. */
export type Outcome =
  | { readonly state: 'published'; readonly eventId: string }
  | { readonly state: 'kept'; readonly cause: string }
  | { readonly state: 'lost'; readonly cause: string };

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_ENTRIES = 10;
const MOST_BYTES = 262_144;
/** Of the codes of an entry, AWS calls these two worth another try. */
const RETRYABLE: ReadonlySet<string> = new Set(['InternalFailure', 'ThrottlingException']);

/** At most about 3 s of waiting, so that a request keeps well inside the API's 30 s. */
export const PUBLISH_BACKOFF: Backoff = { attempts: 5, base: 200, cap: 1_600 };

/** The call failed as a whole: every entry has the fate that the error names. The SDK has already tried again. */
function failAll(entries: readonly BusEntry[], error: unknown): EntryResult[] {
  const { name = 'Error', message = String(error), $retryable, $fault } = error as Error & Record<string, unknown>;
  const ErrorCode = $retryable !== undefined || $fault !== 'client' ? 'InternalFailure' : name;
  return entries.map(() => ({ ErrorCode, ErrorMessage: `${name}: ${message}` }));
}

async function putChunk(bus: Bus, entries: readonly BusEntry[]): Promise<readonly EntryResult[]> {
  try {
    return await bus.put(entries);
  } catch (error) {
    return failAll(entries, error);
  }
}

async function keep(unpublished: Unpublished, event: CloudEvent, cause: string): Promise<Outcome> {
  try {
    await unpublished.keep(event, cause);
    return { state: 'kept', cause };
  } catch (error) {
    return { state: 'lost', cause: `${cause}; and it could not be kept: ${(error as Error).message}` };
  }
}

interface Addressed {
  readonly event: CloudEvent;
  readonly entry: BusEntry;
}

/** Those events of which it is known where they belong; of the others, the cause is noted. */
async function addressed(
  events: readonly CloudEvent[],
  { busOf }: PublisherPorts,
  causes: Map<CloudEvent, string>,
): Promise<Addressed[]> {
  const entries = await Promise.all(
    events.map(async (event): Promise<Addressed[]> => {
      try {
        return [{ event, entry: busEntry(await busOf(event), event) }];
      } catch (error) {
        causes.set(event, `The bus of ${event.source} could not be found: ${(error as Error).message}`);
        return [];
      }
    }),
  );
  return entries.flat();
}

/**
 * Publishes events in their order, in as few calls as count and bytes allow. Entries that AWS calls
 * retryable are sent again with backoff; what is refused for good, or too often, is kept whole.
 * Never rejects. One outcome for each event, in the same order.
 */
export async function publish(events: readonly CloudEvent[], ports: PublisherPorts): Promise<readonly Outcome[]> {
  const outcomes = new Map<CloudEvent, Outcome>();
  const causes = new Map<CloudEvent, string>();
  let waiting = await addressed(events, ports, causes);
  for (let attempt = 1; waiting.length > 0 && attempt <= PUBLISH_BACKOFF.attempts; attempt++) {
    if (attempt > 1) await ports.sleep(backoffDelay(PUBLISH_BACKOFF, attempt - 1, ports.random()));
    const again: typeof waiting = [];
    const chunks = chunk(waiting, {
      count: MOST_ENTRIES,
      bytes: MOST_BYTES,
      bytesOf: ({ entry }) => entryBytes(entry),
    });
    for (const part of chunks) {
      const results = await putChunk(
        ports.bus,
        part.map(({ entry }) => entry),
      );
      for (const [index, item] of part.entries()) {
        const {
          EventId,
          ErrorCode = 'InternalFailure',
          ErrorMessage = 'no answer for this entry',
        } = results[index] ?? {};
        if (EventId !== undefined) outcomes.set(item.event, { state: 'published', eventId: EventId });
        else {
          causes.set(item.event, `${ErrorCode}: ${ErrorMessage}`);
          if (RETRYABLE.has(ErrorCode)) again.push(item);
        }
      }
    }
    waiting = again;
  }
  return Promise.all(
    events.map(
      (event) =>
        outcomes.get(event) ?? keep(ports.unpublished, event, causes.get(event) ?? 'InternalFailure: never answered'),
    ),
  );
}
