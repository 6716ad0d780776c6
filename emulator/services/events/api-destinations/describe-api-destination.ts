import type {
  DescribeApiDestinationCommandInput,
  DescribeApiDestinationCommandOutput,
  ListApiDestinationsCommandInput,
  ListApiDestinationsCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { present } from '../present.ts';
import {
  apiDestinationKey,
  apiDestinationPattern,
  apiDestinationSummary,
  requireApiDestination,
} from './api-destination.ts';

export const describeApiDestination: EventsOperation<
  DescribeApiDestinationCommandInput,
  DescribeApiDestinationCommandOutput
> = {
  resource: ({ Name }, context) => apiDestinationPattern(context, Name),
  handle(state, { Name = '' }, context) {
    const destination = requireApiDestination(state, context, Name);
    return present({ ...apiDestinationSummary(state, destination), Description: destination.description });
  },
};

export const listApiDestinations: EventsOperation<ListApiDestinationsCommandInput, ListApiDestinationsCommandOutput> = {
  handle(state, input, context) {
    const entries = state.apiDestinations
      .entries(apiDestinationKey(context, input.NamePrefix ?? ''))
      .filter(([, { connectionArn }]) => input.ConnectionArn === undefined || connectionArn === input.ConnectionArn);
    const { items, next } = pageOf(entries, input);
    return { ApiDestinations: items.map((each) => apiDestinationSummary(state, each)), ...next };
  },
};
