import type {
  ListPartnerEventSourceAccountsCommandInput,
  ListPartnerEventSourceAccountsCommandOutput,
  ListPartnerEventSourcesCommandInput,
  ListPartnerEventSourcesCommandOutput,
} from '@aws-sdk/client-eventbridge';
import { eventSourceArn } from '../arns.ts';
import { doesNotExist } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { pageOf } from '../paging.ts';
import { present } from '../present.ts';
import { expirationOf, sourcesOfPartner } from './event-source.ts';

/** Each source once, for however many accounts it was made. */
export const listPartnerEventSources: EventsOperation<
  ListPartnerEventSourcesCommandInput,
  ListPartnerEventSourcesCommandOutput
> = {
  handle(state, input, context) {
    const names = new Set(
      sourcesOfPartner(state, context)
        .map(({ name }) => name)
        .filter((name) => name.startsWith(input.NamePrefix ?? '')),
    );
    const { items, next } = pageOf(
      [...names].sort().map((name) => [name, name] as const),
      input,
    );
    return {
      PartnerEventSources: items.map((Name) => ({ Arn: eventSourceArn(context.region, Name), Name })),
      ...next,
    };
  },
};

export const listPartnerEventSourceAccounts: EventsOperation<
  ListPartnerEventSourceAccountsCommandInput,
  ListPartnerEventSourceAccountsCommandOutput
> = {
  resource: ({ EventSourceName = '' }, { region }) => eventSourceArn(region, EventSourceName),
  handle(state, input, context) {
    const name = input.EventSourceName ?? '';
    const sources = sourcesOfPartner(state, context, name);
    if (sources.length === 0) throw doesNotExist('Event source', name);
    const { items, next } = pageOf(
      sources.map((source) => [source.accountId, source] as const),
      input,
    );
    return {
      PartnerEventSourceAccounts: items.map((source) =>
        present({
          Account: source.accountId,
          CreationTime: new Date(source.created),
          ExpirationTime: expirationOf(source),
          State: source.state,
        }),
      ),
      ...next,
    };
  },
};
