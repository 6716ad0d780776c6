import type { Operation } from '../../core/service.ts';
import type { StatesState } from './state.ts';

/** An operation of this service. `O` is the SDK's output. */
export type StatesOperation<I, O> = Operation<StatesState, I, Omit<O, '$metadata'>>;
