import type { CloudEvent } from '../events/cloud-event.ts';
import { secretsAt } from '../subscriptions/rotate-secret.ts';
import type { Subscription } from '../subscriptions/subscription.ts';
import { nextPause } from './schedule.ts';
import { type SignedRequest, signedRequest } from './signed-request.ts';

/** A message of the webhooks queue, as the rule's target writes it. */
export interface WebhookMessage {
  readonly tenant: string;
  readonly subscription: string;
  readonly event: CloudEvent;
}

/** How one try ended. `failed`: nobody answered, or nobody may be asked there; `detail` says why. */
export type Attempt =
  | { readonly answer: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly answer: 'failed'; readonly detail: string };

export interface WebhookPorts {
  find(tenant: string, id: string): Promise<Subscription | undefined>;
  post(url: string, request: SignedRequest): Promise<Attempt>;
  /** Stops the subscription, because its receiver is gone. */
  disable(subscription: Subscription, reason: string): Promise<void>;
  readonly now: Date;
}

/** What becomes of the message. `again` after so many seconds; `dead`: it goes to the dead letters, with the cause. */
export type Fate =
  | { readonly fate: 'delivered'; readonly status: number }
  | { readonly fate: 'dropped'; readonly cause: string }
  | { readonly fate: 'again'; readonly pause: number; readonly cause: string }
  | { readonly fate: 'dead'; readonly cause: string };

const GONE = 410;

const causeOf = (attempt: Attempt): string =>
  attempt.answer === 'failed'
    ? attempt.detail
    : attempt.status >= 300 && attempt.status < 400
      ? `It answered ${attempt.status}; redirections are not followed, for the address was checked and the new one was not.`
      : `It answered ${attempt.status}.`;

/**
 * Delivers one event to a webhook, once more.
 * Idempotency key, for the receiver: the header `webhook-id`, which is the event's id.
 * @param tries this one included
 */
export async function sendWebhook(message: WebhookMessage, tries: number, ports: WebhookPorts): Promise<Fate> {
  const { find, post, disable, now } = ports;
  const subscription = await find(message.tenant, message.subscription);
  if (!subscription || subscription.state === 'DELETING')
    return { fate: 'dropped', cause: 'The subscription was deleted.' };
  if (subscription.target.kind !== 'webhook') return { fate: 'dropped', cause: 'The subscription is no webhook.' };
  // Being disabled, it will replay from then on; what was on its way before is not in that window.
  if (subscription.state === 'DISABLED') return { fate: 'dead', cause: 'The subscription was disabled.' };
  const request = signedRequest(message.event, secretsAt(subscription.secrets ?? [], now), now);
  const attempt = await post(subscription.target.url, request);
  if (attempt.answer === 'status' && attempt.status >= 200 && attempt.status < 300) {
    return { fate: 'delivered', status: attempt.status };
  }
  const cause = causeOf(attempt);
  if (attempt.answer === 'status' && attempt.status === GONE) {
    await disable(subscription, `${subscription.target.url} answered 410, that it is gone.`);
    return { fate: 'dead', cause };
  }
  const retryAfter = attempt.answer === 'status' ? attempt.retryAfter : undefined;
  const pause = nextPause(tries, retryAfter, now.getTime());
  return pause === undefined
    ? { fate: 'dead', cause: `${cause} It was the last try of ${tries}.` }
    : { fate: 'again', pause, cause };
}
