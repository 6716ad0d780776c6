import type { Operation } from '../../../core/service.ts';
import type { BusEvent } from '../bus-event.ts';
import { requireBus } from '../buses/bus.ts';
import type { EventsState } from '../state.ts';

interface ForwardEventInput {
  readonly EventBusArn: string;
  readonly Event: BusEvent;
}

const receive = async (
  state: EventsState,
  { EventBusArn, Event }: ForwardEventInput,
  context: Parameters<Operation['handle']>[2],
): Promise<object> => {
  await state.intake.accept(requireBus(state, EventBusArn, context), [Event]);
  return {};
};

/**
 * How one bus hands an event to another. Not operations of AWS's API: the model does not list them, so
 * the wire refuses them; they exist so that permissions are asked for as for every other call.
 */
export const forwardEvent: Operation<EventsState, ForwardEventInput, object> = {
  action: 'events:PutEvents',
  resource: ({ EventBusArn }) => EventBusArn,
  handle: receive,
};

/** The same between buses of one account and region, where AWS asks for no permission. */
export const receiveEvent: Operation<EventsState, ForwardEventInput, object> = { action: null, handle: receive };
