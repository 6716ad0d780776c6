import { type Acceptance, type AcceptPorts, acceptEvents, type Incoming } from '../accepted/accept-events.ts';
import { DomainError, InvalidInputError, TooLargeError } from '../errors.ts';
import { completeEvent, type EventContext } from '../events/complete-event.ts';
import { isObject, type Json } from '../json.ts';

/** Events in one call. */
const LARGEST_BATCH = 100;

/** One answer for each event, in the order of the body. */
export type PublishAnswer = Acceptance & { readonly index: number };

export interface PublishPorts extends AcceptPorts {
  /** @throws InvalidInputError where events of that source are not taken */
  admit(source: string, pointer: string): Promise<unknown>;
}

const idOf = (value: unknown): string => (isObject(value) && typeof value.id === 'string' ? value.id : '');

/** The event, or why it is none. Pointers begin with `root`. */
async function read(
  value: unknown,
  context: EventContext,
  root: string,
  { admit }: PublishPorts,
): Promise<Incoming | DomainError> {
  try {
    const event = completeEvent(value, context, root);
    await admit(event.source, `${root}/source`);
    return { event, content: value };
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/**
 * Publishes what a call of the API carries: one event, or a list of them. A bad event does not hold up the good ones.
 * @throws TooLargeError too many events; InvalidInputError none at all
 */
export async function publishRequest(body: Json, context: EventContext, ports: PublishPorts): Promise<PublishAnswer[]> {
  const values = Array.isArray(body) ? body : [body];
  if (values.length === 0)
    throw new InvalidInputError('The batch is empty.', [{ pointer: '', detail: 'needs an event' }]);
  if (values.length > LARGEST_BATCH) {
    throw new TooLargeError(`The batch has ${values.length} events; at most ${LARGEST_BATCH} are taken.`);
  }
  const items = await Promise.all(
    values.map((value, index) => read(value, context, Array.isArray(body) ? `/${index}` : '', ports)),
  );
  const good = items.filter((item): item is Incoming => !(item instanceof DomainError));
  const answers = (await acceptEvents(good, ports)).values();
  return items.map((item, index) => {
    if (item instanceof DomainError) return { index, accepted: false, id: idOf(values[index]), error: item };
    const { value } = answers.next();
    if (!value) throw new TypeError('An event has no answer.');
    return { index, ...value };
  });
}
