import type { Instant } from '../../core/clock.ts';

/** Which bounds an event has crossed on its way: it may cross each once. */
export interface Hops {
  /** It came from another bus of this region. */
  readonly bus?: boolean;
  /** It came from another region. */
  readonly region?: boolean;
}

/** An event on a bus. The envelope is the JSON text that rules match and targets receive. */
export interface BusEvent {
  readonly id: string;
  readonly envelope: string;
  /** The event's own time, which archives and replays go by. */
  readonly time: Instant;
  readonly ingested: Instant;
  /** Of the request that brought it; events of AWS itself have none. */
  readonly requestId?: string | undefined;
  readonly traceHeader?: string | undefined;
  readonly hops?: Hops | undefined;
}
