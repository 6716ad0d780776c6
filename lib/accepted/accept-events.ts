import { DomainError, UnavailableError } from '../errors.ts';
import type { CloudEvent } from '../events/cloud-event.ts';
import type { Outcome } from '../publishing/publisher.ts';
import type { AcceptedEvents, EventKey } from './accepted-events.ts';
import { fingerprint } from './fingerprint.ts';

/** The id stands for another event already. */
export class IdReusedError extends DomainError {
  readonly name = 'IdReusedError';
  readonly kind = 'conflict';
}

/** The same event is being published at this moment, by another call. */
export class InProgressError extends DomainError {
  readonly name = 'InProgressError';
  readonly kind = 'in-progress';
}

export interface AcceptPorts {
  readonly accepted: AcceptedEvents;
  publish(events: readonly CloudEvent[]): Promise<readonly Outcome[]>;
}

/** `repeated`: this event was accepted before, and not published again. */
export type Acceptance =
  | { readonly accepted: true; readonly id: string; readonly repeated: boolean }
  | { readonly accepted: false; readonly id: string; readonly error: DomainError };

/** What the sender said: what we added (time, correlation) differs with each try. */
export interface Incoming {
  readonly event: CloudEvent;
  /** The part of the sender's input that makes a repeated delivery the same. */
  readonly content: unknown;
}

const refusal = (id: string, error: DomainError): Acceptance => ({ accepted: false, id, error });
const unpublished = (id: string): Acceptance =>
  refusal(id, new UnavailableError(`The event ${id} could not be published; send it again.`));

/** An answer that needs no publishing; undefined: the event is new. */
async function answerOfClaim(key: EventKey, accepted: AcceptedEvents): Promise<Acceptance | undefined> {
  const { id } = key;
  const claim = await accepted.claim(key).catch(() => 'failed' as const);
  const answers: Record<typeof claim, () => Acceptance | undefined> = {
    new: () => undefined,
    repeated: () => ({ accepted: true, id, repeated: true }),
    conflict: () => refusal(id, new IdReusedError(`The id ${id} was used for another event.`)),
    running: () => refusal(id, new InProgressError(`The event ${id} is being published; send it again in a moment.`)),
    failed: () => unpublished(id),
  };
  return answers[claim]();
}

/** What an id that comes twice in one call gets: what its first one got. */
function answerOfTwin(first: Acceptance, sameContent: boolean): Acceptance {
  if (!sameContent) return refusal(first.id, new IdReusedError(`The id ${first.id} comes twice, for two events.`));
  return first.accepted ? { ...first, repeated: true } : first;
}

/**
 * Publishes what is new among the events, each id once. One answer for each, in their order. Never rejects.
 * Idempotency key: tenant and event id.
 */
export async function acceptEvents(incoming: readonly Incoming[], ports: AcceptPorts): Promise<readonly Acceptance[]> {
  const keyed = incoming.map(({ event, content }) => {
    const key = { tenant: event.tenant, id: event.id, fingerprint: fingerprint(content) };
    return { event, key, name: `${key.tenant}/${key.id}` };
  });
  const firsts = new Map<string, (typeof keyed)[number]>();
  for (const item of keyed) if (!firsts.has(item.name)) firsts.set(item.name, item);

  const answers = new Map<string, Acceptance>();
  const settle = async ({ name, key }: (typeof keyed)[number]): Promise<void> => {
    const answer = await answerOfClaim(key, ports.accepted);
    if (answer) answers.set(name, answer);
  };
  await Promise.all([...firsts.values()].map(settle));

  const fresh = [...firsts.values()].filter(({ name }) => !answers.has(name));
  const outcomes = await ports.publish(fresh.map(({ event }) => event));
  await Promise.all(
    fresh.map(async ({ name, key }, index) => {
      const published = (outcomes[index]?.state ?? 'lost') !== 'lost';
      answers.set(name, published ? { accepted: true, id: key.id, repeated: false } : unpublished(key.id));
      // Should this fail, the claim lapses by itself and a repeated delivery is published again: twice, not never.
      await (published ? ports.accepted.confirm(key) : ports.accepted.release(key)).catch(() => undefined);
    }),
  );
  return keyed.map((item) => {
    const answer = answers.get(item.name) ?? unpublished(item.key.id);
    const first = firsts.get(item.name);
    return first && first !== item ? answerOfTwin(answer, first.key.fingerprint === item.key.fingerprint) : answer;
  });
}
