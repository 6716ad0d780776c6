import type { DeleteEventBusCommandInput, DeleteEventBusCommandOutput } from '@aws-sdk/client-eventbridge';
import { busArn, DEFAULT_BUS } from '../arns.ts';
import { invalid } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { deactivate, findSource } from '../partner/event-source.ts';
import { rulesOf } from '../rules/rule.ts';
import { busKey } from './bus.ts';

/** A bus that does not exist is deleted without complaint, as on AWS. */
export const deleteEventBus: EventsOperation<DeleteEventBusCommandInput, DeleteEventBusCommandOutput> = {
  resource: ({ Name = '' }, context) => busArn(context, Name),
  handle(state, { Name = '' }, context) {
    if (Name === DEFAULT_BUS) throw invalid(`Cannot delete event bus ${DEFAULT_BUS}.`);
    const bus = state.buses.get(busKey(context, Name));
    if (!bus) return {};
    if (rulesOf(state, bus, Name).length > 0) throw invalid("EventBus can't be deleted since it has rules.");
    state.deps.store.atomic(() => {
      state.buses.delete(busKey(context, Name));
      const source = findSource(state, context, Name);
      if (source?.state === 'ACTIVE') deactivate(state, source, context.now);
    });
    state.routers.forget(busKey(context, Name));
    return {};
  },
};
