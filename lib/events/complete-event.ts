import { contractIds, contractValidators } from '../contracts/contract-validators.ts';
import { InvalidInputError, TooLargeError, type Violation } from '../errors.ts';
import { requestValidators } from '../requests/request-validators.ts';
import { violationsOf } from '../validation/validator.ts';
import type { CloudEvent, EventDraft } from './cloud-event.ts';
import { parseSource } from './event-source.ts';

/** What one event may weigh as JSON, in bytes: an EventBridge entry holds it within AWS's 256 KB. */
export const LARGEST_EVENT = 250_000;

export interface EventContext {
  /** RFC 3339; the event's time where the sender gave none. */
  readonly now: string;
  readonly correlationId: string;
  /** The provider of this deployment: no source of another one is taken. */
  readonly provider: string;
}

function contractViolations(draft: EventDraft, root: string): readonly Violation[] {
  const validator = Object.hasOwn(contractValidators, draft.type) ? contractValidators[draft.type] : undefined;
  if (!validator) {
    return [{ pointer: `${root}/type`, detail: `is no event type of the catalogue: ${JSON.stringify(draft.type)}` }];
  }
  const violations = violationsOf(validator, draft.data, `${root}/data`);
  const contract = contractIds[draft.type];
  return draft.dataschema === undefined || draft.dataschema === contract
    ? violations
    : [...violations, { pointer: `${root}/dataschema`, detail: `must be ${JSON.stringify(contract)}, or left out` }];
}

/**
 * An event from outside becomes one that may be published: checked against the envelope's schema and its
 * type's contract, completed with what the sender may leave out.
 * @param root JSON Pointer of the event within the body it came in
 * @throws InvalidInputError, TooLargeError
 */
export function completeEvent(value: unknown, context: EventContext, root = ''): CloudEvent {
  const validator = requestValidators['cloud-event'];
  if (!validator) throw new TypeError('There is no schema "cloud-event".');
  const wrong = violationsOf(validator, value, root);
  if (wrong.length > 0) throw new InvalidInputError('The event is not a CloudEvent that this API takes.', wrong);
  const draft = value as EventDraft;
  const source = parseSource(draft.source);
  if (source?.provider !== context.provider) {
    throw new InvalidInputError('The source is not one of this provider.', [
      { pointer: `${root}/source`, detail: `must begin with "partner/${context.provider}/"` },
    ]);
  }
  const broken = contractViolations(draft, root);
  if (broken.length > 0) throw new InvalidInputError(`The event breaks the contract of ${draft.type}.`, broken);
  const event: CloudEvent = {
    ...draft,
    time: draft.time ?? context.now,
    datacontenttype: 'application/json',
    dataschema: contractIds[draft.type] ?? '',
    tenant: source.tenant,
    correlationid: draft.correlationid ?? context.correlationId,
  };
  const bytes = Buffer.byteLength(JSON.stringify(event));
  if (bytes > LARGEST_EVENT) {
    throw new TooLargeError(`The event weighs ${bytes} bytes; at most ${LARGEST_EVENT} can be carried.`);
  }
  return event;
}
