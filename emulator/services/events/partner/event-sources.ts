import type {
  DescribeEventSourceCommandInput,
  DescribeEventSourceCommandOutput,
  EventSource as EventSourceShape,
  ListEventSourcesCommandInput,
  ListEventSourcesCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { eventSourceArn } from '../arns.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { present } from '../present.ts';
import { createdBy, type EventSource, expirationOf, liveSources, requireSource, sourceKey } from './event-source.ts';

const shown = (source: EventSource): EventSourceShape =>
  present({
    Arn: eventSourceArn(source.region, source.name),
    CreatedBy: createdBy(source),
    CreationTime: new Date(source.created),
    ExpirationTime: expirationOf(source),
    Name: source.name,
    State: source.state,
  });

/** The customer's side. */
export const describeEventSource: EventsOperation<DescribeEventSourceCommandInput, DescribeEventSourceCommandOutput> = {
  resource: ({ Name = '' }, { region }) => eventSourceArn(region, Name),
  handle: (state, { Name = '' }, context) => shown(requireSource(state, context, Name)),
};

export const listEventSources: EventsOperation<ListEventSourcesCommandInput, ListEventSourcesCommandOutput> = {
  handle(state, input, context) {
    const { items, next } = pageOf(liveSources(state, sourceKey(context, input.NamePrefix ?? '')), input);
    return { EventSources: items.map(shown), ...next };
  },
};
