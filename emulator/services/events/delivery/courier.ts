import type { Ids } from '../../../core/ids.ts';
import type { BusEvent } from '../bus-event.ts';
import type { EventsState } from '../state.ts';
import type { Destination } from './destination.ts';
import type { Failure } from './failure.ts';

/** One event on its way to one target. */
export interface Parcel {
  readonly event: BusEvent;
  /** The same for every try of the same delivery, so that a target can tell a repetition. */
  readonly invocationId: string;
  /** Tries made before this one. */
  readonly tries: number;
}

/** An event that has not been tried yet. Most deliveries end at the first try, and nobody asks for their id. */
export class NewParcel implements Parcel {
  readonly event: BusEvent;
  readonly tries = 0;
  readonly #ids: Ids;
  #invocationId: string | undefined;

  constructor(event: BusEvent, ids: Ids) {
    this.event = event;
    this.#ids = ids;
  }

  get invocationId(): string {
    this.#invocationId ??= this.#ids.uuid();
    return this.#invocationId;
  }
}

/** Undefined: delivered. */
export type Outcome = Failure | undefined;

/** Brings events to targets of one kind. */
export interface Courier {
  /**
   * Whether it ends without leaving the process or starting work of others, so that PutEvents can
   * wait for the first try: delivery and acceptance then share one transaction, and nothing needs
   * to be noted down for later.
   */
  readonly immediate: boolean;
  /** Deliveries that go over the network wait in a lane of their own. */
  readonly remote?: boolean;
  /** How many parcels for one destination it takes at once. */
  readonly most: number;
  /** @returns an outcome for each parcel, in their order. Must not throw for what the target refuses. */
  deliver(state: EventsState, to: Destination, parcels: readonly Parcel[]): Promise<readonly Outcome[]>;
}

/** A courier that takes one parcel at a time. @param bring throws where the target refuses */
export const single = (
  bring: (state: EventsState, to: Destination, parcel: Parcel) => Promise<void>,
  failureOf: (error: unknown) => Failure,
): Courier => ({
  immediate: false,
  most: 1,
  async deliver(state, to, parcels) {
    const outcomes: Outcome[] = [];
    for (const parcel of parcels) {
      outcomes.push(
        await bring(state, to, parcel).then(
          () => undefined,
          (error: unknown) => failureOf(error),
        ),
      );
    }
    return outcomes;
  },
});
