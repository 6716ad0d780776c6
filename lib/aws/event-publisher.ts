import { setTimeout as sleep } from 'node:timers/promises';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { setting } from '../environment.ts';
import type { CloudEvent } from '../events/cloud-event.ts';
import { count, logger } from '../powertools.ts';
import { writeKeptEvent } from '../publishing/kept-event.ts';
import { type Outcome, publish, type Unpublished } from '../publishing/publisher.ts';
import { customBus, partnerBus } from './buses.ts';
import { eventbridge } from './eventbridge.ts';
import { sourceStates } from './source-states.ts';
import { sqs } from './sqs.ts';

/** The queue's messages are `{ event, cause }`; `republish-events` reads them. */
const unpublished: Unpublished = {
  async keep(event, cause) {
    count('EventsUnpublished');
    logger.warn('An event could not be published and is kept', { eventId: event.id, type: event.type, cause });
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: setting('UNPUBLISHED_QUEUE_URL'),
        MessageBody: writeKeptEvent({ event, cause }),
      }),
    );
  },
};

const publishOn = (events: readonly CloudEvent[], keeper: Unpublished): Promise<readonly Outcome[]> =>
  publish(events, {
    bus:
      setting('PARTNER_MODE') === 'partner'
        ? partnerBus(eventbridge, setting('HOLDING_BUS_NAME'))
        : customBus(eventbridge),
    unpublished: keeper,
    busOf: async ({ source }) =>
      (await sourceStates.of(source)) === 'PENDING' ? setting('HOLDING_BUS_NAME') : setting('BUS_NAME'),
    sleep: (milliseconds) => sleep(milliseconds),
    random: Math.random,
  });

/** `publish` on this deployment's bus; what cannot be published is kept. */
export const publishEvents = (events: readonly CloudEvent[]): Promise<readonly Outcome[]> =>
  publishOn(events, unpublished);

/** For events that a queue keeps already: what cannot be published is `lost` here, and stays in that queue. */
export const publishKeptEvents = (events: readonly CloudEvent[]): Promise<readonly Outcome[]> =>
  publishOn(events, { keep: (_event, cause) => Promise.reject(new Error(cause)) });
