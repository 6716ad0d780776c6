import type { ListEventBusesCommandInput, ListEventBusesCommandOutput } from '@aws-sdk/client-eventbridge';
import { busArn, DEFAULT_BUS } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { present } from '../present.ts';
import { busKey, findBus } from './bus.ts';

export const listEventBuses: EventsOperation<ListEventBusesCommandInput, ListEventBusesCommandOutput> = {
  handle(state, input, context) {
    findBus(state, context, DEFAULT_BUS);
    const { items, next } = pageOf(state.buses.entries(busKey(context, input.NamePrefix ?? '')), input);
    return {
      EventBuses: items.map((bus) =>
        present({
          Name: bus.name,
          Arn: busArn(bus, bus.name),
          Description: bus.description,
          Policy: bus.policy,
          CreationTime: new Date(bus.created),
          LastModifiedTime: new Date(bus.modified),
        }),
      ),
      ...next,
    };
  },
};
