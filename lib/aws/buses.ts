import { type EventBridgeClient, PutEventsCommand, PutPartnerEventsCommand } from '@aws-sdk/client-eventbridge';
import type { BusEntry } from '../publishing/bus-entry.ts';
import type { Bus, EntryResult } from '../publishing/publisher.ts';

/** The buses of this account: what every provider has. */
export const customBus = (client: EventBridgeClient): Bus => ({
  async put(entries) {
    const { Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    return Entries;
  },
});

async function putPartnerEvents(
  client: EventBridgeClient,
  entries: readonly BusEntry[],
): Promise<readonly EntryResult[]> {
  const { Entries = [] } = await client.send(
    new PutPartnerEventsCommand({
      Entries: entries.map(({ Source, DetailType, Detail }) => ({
        Source: `aws.${Source}`,
        DetailType,
        Detail,
        Time: new Date(JSON.parse(Detail).time),
      })),
    }),
  );
  return Entries;
}

/**
 * For a provider that AWS has registered as a partner: events go to the integrators' accounts as
 * `aws.partner/<provider>/<tenant>/<stream>`. What is held until its source is activated stays in ours, for AWS
 * drops what is sent to a partner source that is pending.
 */
export const partnerBus = (client: EventBridgeClient, holdingBus: string): Bus => ({
  async put(entries) {
    const isHeld = ({ EventBusName }: BusEntry): boolean => EventBusName === holdingBus;
    const [held, told] = [entries.filter(isHeld), entries.filter((entry) => !isHeld(entry))];
    const [ofHeld, ofTold] = await Promise.all([
      held.length > 0 ? customBus(client).put(held) : [],
      told.length > 0 ? putPartnerEvents(client, told) : [],
    ]);
    return entries.map((entry) => (isHeld(entry) ? ofHeld[held.indexOf(entry)] : ofTold[told.indexOf(entry)]) ?? {});
  },
});
