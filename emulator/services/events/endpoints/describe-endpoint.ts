import type {
  DeleteEndpointCommandInput,
  DeleteEndpointCommandOutput,
  DescribeEndpointCommandInput,
  DescribeEndpointCommandOutput,
  ListEndpointsCommandInput,
  ListEndpointsCommandOutput,
} from '@aws-sdk/client-eventbridge';
import type { RequestContext } from '../../../core/service.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { endpointArn, endpointKey, endpointSummary, requireEndpoint } from './endpoint.ts';

const homeOf = (region: string | undefined, context: RequestContext) => ({
  accountId: context.accountId,
  region: region ?? context.region,
});

export const describeEndpoint: EventsOperation<DescribeEndpointCommandInput, DescribeEndpointCommandOutput> = {
  resource: ({ Name = '', HomeRegion }, context) => endpointArn(homeOf(HomeRegion, context), Name),
  handle: (state, { Name = '', HomeRegion }, context) =>
    endpointSummary(requireEndpoint(state, homeOf(HomeRegion, context), Name)),
};

export const listEndpoints: EventsOperation<ListEndpointsCommandInput, ListEndpointsCommandOutput> = {
  handle(state, { NamePrefix = '', HomeRegion, NextToken, MaxResults }, context) {
    const entries = state.endpoints.entries(endpointKey(homeOf(HomeRegion, context), NamePrefix));
    const { items, next } = pageOf(entries, { NextToken, Limit: MaxResults });
    return { Endpoints: items.map(endpointSummary), ...next };
  },
};

export const deleteEndpoint: EventsOperation<DeleteEndpointCommandInput, DeleteEndpointCommandOutput> = {
  resource: ({ Name = '' }, context) => endpointArn(context, Name),
  handle(state, { Name = '' }, context) {
    requireEndpoint(state, context, Name);
    state.endpoints.delete(endpointKey(context, Name));
    return {};
  },
};
