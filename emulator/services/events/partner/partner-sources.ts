import type {
  CreatePartnerEventSourceCommandInput,
  CreatePartnerEventSourceCommandOutput,
  DeletePartnerEventSourceCommandInput,
  DeletePartnerEventSourceCommandOutput,
  DescribePartnerEventSourceCommandInput,
  DescribePartnerEventSourceCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { eventSourceArn } from '../arns.ts';
import { alreadyExists, doesNotExist } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { findSource, PENDING_LIFE, sourceKey, sourcesOfPartner } from './event-source.ts';

/** The partner's side. */
export const createPartnerEventSource: EventsOperation<
  CreatePartnerEventSourceCommandInput,
  CreatePartnerEventSourceCommandOutput
> = {
  resource: ({ Name = '' }, { region }) => eventSourceArn(region, Name),
  handle(state, { Name = '', Account = '' }, { accountId, region, now }) {
    const customer = { accountId: Account, region };
    const known = findSource(state, customer, Name);
    // A source that its partner deleted may come again once the customer's bus is gone.
    if (known && known.state !== 'DELETED') throw alreadyExists('Event source', Name);
    state.sources.put(sourceKey(customer, Name), {
      ...customer,
      name: Name,
      partnerAccount: accountId,
      state: 'PENDING',
      created: now,
      expires: now + PENDING_LIFE,
    });
    return { EventSourceArn: eventSourceArn(region, Name) };
  },
};

export const describePartnerEventSource: EventsOperation<
  DescribePartnerEventSourceCommandInput,
  DescribePartnerEventSourceCommandOutput
> = {
  resource: ({ Name = '' }, { region }) => eventSourceArn(region, Name),
  handle(state, { Name = '' }, context) {
    if (sourcesOfPartner(state, context, Name).length === 0) throw doesNotExist('Event source', Name);
    return { Arn: eventSourceArn(context.region, Name), Name };
  },
};

/** The customer still sees the source, as deleted; the bus stays, and stays silent. */
export const deletePartnerEventSource: EventsOperation<
  DeletePartnerEventSourceCommandInput,
  DeletePartnerEventSourceCommandOutput
> = {
  resource: ({ Name = '' }, { region }) => eventSourceArn(region, Name),
  handle(state, { Name = '', Account = '' }, { accountId, region }) {
    const source = findSource(state, { accountId: Account, region }, Name);
    if (source?.partnerAccount === accountId) {
      state.sources.put(sourceKey(source, Name), { ...source, state: 'DELETED', expires: undefined });
    }
    return {};
  },
};
