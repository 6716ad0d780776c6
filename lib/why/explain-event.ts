import { NotFoundError } from '../errors.ts';
import { parseSource } from '../events/event-source.ts';
import type { Json, JsonObject } from '../json.ts';
import { wholeSeconds } from '../replays/whole-seconds.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { findFailingClause, type Matches, valueAt } from './find-failing-clause.ts';

/** An event as it passed the bus. */
export interface BusEvent {
  /** EventBridge's own id. */
  readonly id: string;
  /** The event's own id, `detail.id`. */
  readonly ownId: string;
  /** RFC 3339, in whole seconds; when it entered the bus. */
  readonly time: string;
  readonly source: string;
  readonly json: JsonObject;
}

/** A step of a delivery, as the bus, or the sender of webhooks, has logged it. */
export interface DeliveryStep {
  readonly at: string;
  readonly outcome: 'delivered' | 'retried' | 'failed' | 'dead-lettered' | 'dropped';
  readonly detail?: string;
}

export interface WhyPorts {
  /** Every time the event passed the bus, by its own id or EventBridge's, the oldest first; replays are not among them. */
  eventsOf(eventId: string): Promise<readonly BusEvent[]>;
  /** Whether the tenant's event was accepted, so that it is on its way to the bus. */
  wasAccepted(tenant: string, eventId: string): Promise<boolean>;
  matches(event: BusEvent): Matches;
  /** What became of the event at the subscription's target, the oldest first. */
  stepsOf(event: BusEvent, subscription: Subscription): Promise<readonly DeliveryStep[]>;
}

export type Verdict =
  | 'delivered'
  | 'on-its-way'
  | 'failed'
  | 'dropped'
  | 'not-matched'
  | 'paused'
  | 'too-early'
  | 'waiting';

/** Why an event did or did not arrive, in one sentence. */
export interface Explanation {
  readonly eventId: string;
  readonly subscription: string;
  readonly verdict: Verdict;
  readonly why: string;
  readonly steps: readonly DeliveryStep[];
}

const text = (value: Json | undefined): string =>
  value === undefined ? 'nothing there' : JSON.stringify(value).slice(0, 200);

async function whyNotMatched(event: BusEvent, pattern: JsonObject, matches: Matches): Promise<string> {
  const clause = await findFailingClause(pattern, matches);
  if (!clause)
    return 'Each clause of the pattern holds by itself, but no single element of an array fulfils them together.';
  const place = clause.path.join('.');
  return clause.path.at(-1) === '$or'
    ? `The event fulfils no branch of ${place}.`
    : `The pattern asks ${place} to match ${text(clause.wanted)}, and the event has ${text(valueAt(event.json, clause.path))}.`;
}

function whyPaused({ pauses }: Subscription, time: string): string | undefined {
  const at = new Date(time);
  const pause = pauses.find(({ from, to }) => {
    // An event's time is in whole seconds.
    const window = wholeSeconds(new Date(from), to === undefined ? at : new Date(to));
    return window.from <= at && at <= window.to;
  });
  if (!pause) return undefined;
  const until = pause.to === undefined ? 'and still is' : `until ${pause.to}`;
  const then =
    pause.replay === undefined ? 'It will be delivered when you resume.' : 'The window was replayed when you resumed.';
  return `The subscription was paused from ${pause.from} ${until}. ${then}`;
}

const ENDINGS: Readonly<Record<DeliveryStep['outcome'], readonly [Verdict, string]>> = {
  delivered: ['delivered', 'It was delivered at'],
  retried: ['on-its-way', 'A delivery failed and will be tried again; the last try was at'],
  failed: ['failed', 'Its delivery was given up at'],
  'dead-lettered': ['failed', 'Its delivery was given up, and the event is kept as a dead letter, since'],
  dropped: ['dropped', 'It was dropped at'],
};

/**
 * Why an event of the tenant's did or did not arrive at a subscription.
 * @param eventId the event's own id, or EventBridge's
 * @throws NotFoundError where it is none of the tenant's, or was never accepted
 */
export async function explainEvent(eventId: string, subscription: Subscription, ports: WhyPorts): Promise<Explanation> {
  const { tenant, id, createdAt, pattern } = subscription;
  const [event] = (await ports.eventsOf(eventId)).filter(({ source }) => parseSource(source)?.tenant === tenant);
  const explain = (verdict: Verdict, why: string, steps: readonly DeliveryStep[] = []): Explanation => ({
    eventId: event?.ownId ?? eventId,
    subscription: id,
    verdict,
    why,
    steps,
  });
  if (!event) {
    if (await ports.wasAccepted(tenant, eventId)) {
      return explain(
        'waiting',
        'It was accepted and is not on the bus yet: its source is not active, or it waits to be published.',
      );
    }
    throw new NotFoundError(`No event ${eventId} of yours was accepted within the time that logs are kept.`);
  }
  const matches = ports.matches(event);
  if (!(await matches(pattern))) return explain('not-matched', await whyNotMatched(event, pattern, matches));
  const steps = await ports.stepsOf(event, subscription);
  const last = steps.at(-1);
  if (last) {
    const [verdict, sentence] = ENDINGS[last.outcome];
    return explain(
      verdict,
      `${sentence} ${last.at}${last.detail ? `: ${last.detail}` : ''}.`.replace(/\.\.$/, '.'),
      steps,
    );
  }
  const paused = whyPaused(subscription, event.time);
  if (paused !== undefined) return explain('paused', paused);
  if (Date.parse(event.time) + 1000 <= Date.parse(createdAt))
    return explain('too-early', `It came at ${event.time}, before the subscription was made at ${createdAt}.`);
  return explain('on-its-way', 'It matches, and the log tells of no delivery yet; ask again in a moment.');
}
