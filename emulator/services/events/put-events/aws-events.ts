import type { EventSink } from '../../../core/aws-event.ts';
import { DEFAULT_BUS } from '../arns.ts';
import { findBus } from '../buses/bus.ts';
import type { EventsState } from '../state.ts';
import { envelopeOf, wholeSeconds } from './envelope.ts';

/** Takes the events of AWS services onto the default bus of their account and region. */
export const createAwsEvents = (state: EventsState): EventSink => ({
  put(event) {
    const { clock, ids } = state.deps;
    const bus = findBus(state, event, DEFAULT_BUS);
    if (!bus) return;
    const id = ids.uuid();
    const envelope = envelopeOf({ ...event, id, detail: JSON.stringify(event.detail) });
    state.intake.note(bus, [{ id, envelope, time: wholeSeconds(event.time), ingested: clock.now() }]);
  },
});
