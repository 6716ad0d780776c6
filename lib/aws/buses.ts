import { PutEventsCommand, PutPartnerEventsCommand } from '@aws-sdk/client-eventbridge';
import { setting } from '../environment.ts';
import type { BusEntry } from '../publishing/bus-entry.ts';
import type { Bus, EntryResult } from '../publishing/publisher.ts';
import { eventbridge } from './eventbridge.ts';

/** The buses of this account: what every provider has. */
export const customBus: Bus = {
  async put(entries) {
    const { Entries = [] } = await eventbridge.send(new PutEventsCommand({ Entries: [...entries] }));
    return Entries;
  },
};

const isHeld = ({ EventBusName }: BusEntry): boolean => EventBusName === setting('HOLDING_BUS_NAME');

async function putPartnerEvents(entries: readonly BusEntry[]): Promise<readonly EntryResult[]> {
  const { Entries = [] } = await eventbridge.send(
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
export const partnerBus: Bus = {
  async put(entries) {
    const [held, told] = [entries.filter(isHeld), entries.filter((entry) => !isHeld(entry))];
    const [ofHeld, ofTold] = await Promise.all([
      held.length > 0 ? customBus.put(held) : [],
      told.length > 0 ? putPartnerEvents(told) : [],
    ]);
    return entries.map((entry) => (isHeld(entry) ? ofHeld[held.indexOf(entry)] : ofTold[told.indexOf(entry)]) ?? {});
  },
};
