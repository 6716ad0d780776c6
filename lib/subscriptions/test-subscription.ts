import { UnavailableError } from '../errors.ts';
import type { CloudEvent } from '../events/cloud-event.ts';
import { completeEvent } from '../events/complete-event.ts';
import { formatSource } from '../events/event-source.ts';
import type { Outcome } from '../publishing/publisher.ts';
import { TEST_STREAM, TEST_TYPE } from './confine-pattern.ts';
import { findSubscription } from './find-subscription.ts';
import type { Subscriptions } from './subscription.ts';

export interface TestPorts {
  readonly subscriptions: Pick<Subscriptions, 'find'>;
  readonly provider: string;
  readonly correlationId: string;
  readonly now: Date;
  random(bytes: number): string;
  publish(events: readonly CloudEvent[]): Promise<readonly Outcome[]>;
}

/**
 * Publishes an event that only this subscription gets, the way every event goes.
 * @throws NotFoundError, StateError, UnavailableError
 */
export async function testSubscription(tenant: string, id: string, ports: TestPorts): Promise<CloudEvent> {
  const { subscriptions, provider, correlationId, now, random, publish } = ports;
  const { name } = await findSubscription(tenant, id, subscriptions, ['ACTIVE']);
  const time = now.toISOString();
  const event = completeEvent(
    {
      specversion: '1.0',
      id: `test-${random(12)}`,
      source: formatSource({ provider, tenant, stream: TEST_STREAM }),
      type: TEST_TYPE,
      subject: id,
      data: { subscription: id, name, testedAt: time },
    },
    { now: time, correlationId, provider },
  );
  const [outcome] = await publish([event]);
  if (outcome?.state !== 'published') throw new UnavailableError('The test event could not be published; try again.');
  return event;
}
