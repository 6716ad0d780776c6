import type { Parcel } from '../delivery/courier.ts';
import type { Destination } from '../delivery/destination.ts';
import type { Failure } from '../delivery/failure.ts';
import type { Verdict } from '../delivery/verdict.ts';
import type { EventsState } from '../state.ts';

export interface Journal {
  readonly isOpen: boolean;
  trying(to: Destination, parcel: Parcel): void;
  tried(to: Destination, parcel: Parcel, verdict: Verdict): void;
  ended(to: Destination, parcel: Parcel, failure: Failure, deadLettered: boolean): void;
}

export const createJournal = (_state: EventsState): Journal => ({
  isOpen: false,
  trying() {},
  tried() {},
  ended() {},
});
