import type { Operation } from '../../core/service.ts';
import type { EventsState } from './state.ts';

/** An operation of this service. `O` is the SDK's output. */
export type EventsOperation<I, O> = Operation<EventsState, I, Omit<O, '$metadata'>>;
