import type { Operation } from '../../../core/service.ts';
import type { BusEvent } from '../bus-event.ts';
import { requireBus } from '../buses/bus.ts';
import type { EventsState } from '../state.ts';
import { keysOfEnvelope } from './condition-keys.ts';

interface ForwardEventInput {
  readonly EventBusArn: string;
  readonly Event: BusEvent;
}

/**
 * How one bus hands an event to another. Not an operation of AWS's API: the model does not list it, so
 * the wire refuses it; it exists so that permissions are asked for as for every other call.
 */
export const forwardEvent: Operation<EventsState, ForwardEventInput, object> = {
  permissions: ({ EventBusArn, Event }) => [
    { action: 'events:PutEvents', resource: EventBusArn, each: () => [keysOfEnvelope(Event.envelope)] },
  ],
  async handle(state, { EventBusArn, Event }, context) {
    await state.intake.accept(requireBus(state, EventBusArn, context), [Event]);
    return {};
  },
};
