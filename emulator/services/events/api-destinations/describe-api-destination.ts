import type {
  DescribeApiDestinationCommandInput,
  DescribeApiDestinationCommandOutput,
  ListApiDestinationsCommandInput,
  ListApiDestinationsCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { invalid } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { present } from '../present.ts';
import {
  apiDestinationKey,
  apiDestinationPattern,
  apiDestinationSummary,
  failedTo,
  requireApiDestination,
} from './api-destination.ts';

export const describeApiDestination: EventsOperation<
  DescribeApiDestinationCommandInput,
  DescribeApiDestinationCommandOutput
> = {
  resource: ({ Name }, context) => apiDestinationPattern(context, Name),
  handle(state, { Name = '' }, context) {
    const destination = requireApiDestination(state, context, Name, 'describe');
    return present({ ...apiDestinationSummary(state, destination), Description: destination.description });
  },
};

export const listApiDestinations: EventsOperation<ListApiDestinationsCommandInput, ListApiDestinationsCommandOutput> = {
  handle(state, input, context) {
    if (input.NamePrefix !== undefined && input.ConnectionArn !== undefined) {
      const only = 'only one filter is supported per request, either ConnectionArn or NamePrefix.';
      throw invalid(`${failedTo('list')} Request failed because ${only}`);
    }
    const entries = state.apiDestinations
      .entries(apiDestinationKey(context, input.NamePrefix ?? ''))
      .filter(([, { connectionArn }]) => input.ConnectionArn === undefined || connectionArn === input.ConnectionArn);
    const { items, next } = pageOf(entries, input);
    return { ApiDestinations: items.map((each) => apiDestinationSummary(state, each)), ...next };
  },
};
