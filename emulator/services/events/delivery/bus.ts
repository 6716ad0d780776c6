import type { BusEvent, Hops } from '../bus-event.ts';
import type { EventsState } from '../state.ts';
import { single } from './courier.ts';
import { causeOf, DeliveryError } from './delivery-error.ts';
import type { Destination } from './destination.ts';
import { failure } from './failure.ts';
import { senderOf } from './sender.ts';

/**
 * An event crosses to another bus of the region once, and to another region once.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html
 * @throws DeliveryError
 */
function hopsAfter({ hops = {} }: BusEvent, { rule, arn }: Destination): Hops {
  if (arn.region !== rule.region) {
    if (!hops.region) return { ...hops, region: true };
    throw new DeliveryError(
      failure('THIRD_REGION_HOP_DETECTED', 'Events from another region cannot be sent on to a third.'),
    );
  }
  if (!hops.bus) return { ...hops, bus: true };
  throw new DeliveryError(
    failure(
      'THIRD_ACCOUNT_HOP_DETECTED',
      'Events received from another event bus cannot be forwarded to this event bus.',
    ),
  );
}

async function forward(state: EventsState, to: Destination, event: BusEvent): Promise<void> {
  const { accountId, region } = to.arn;
  const forwarded: BusEvent = { ...event, hops: hopsAfter(event, to) };
  const input = { EventBusArn: to.target.Arn, Event: forwarded };
  await state.deps.aws.call(await senderOf(state, to), 'events', 'ForwardEvent', input, { accountId, region });
}

/** Other buses, of this account or another, under the target's role. */
export const bus = single((state, to, { event }) => forward(state, to, event), causeOf);
