import { MalformedBodyError, NotFoundError } from '../errors.ts';
import type { CloudEvent } from '../events/cloud-event.ts';
import { completeEvent } from '../events/complete-event.ts';
import { isObject } from '../json.ts';
import { parseJson } from '../validation/parse-json.ts';
import type { Partner, Partners } from './partner.ts';
import { type Delivery, SignatureError } from './partner-scheme.ts';
import { schemes } from './schemes.ts';

export interface DeliveryContext {
  readonly correlationId: string;
  readonly provider: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** With the newest secrets, should the remembered ones not fit. */
async function verified(name: string, delivery: Delivery, partners: Partners, now: number): Promise<Partner> {
  const unknown = new NotFoundError(`There is no partner called ${name}.`);
  const partner = await partners.find(name);
  if (!partner) throw unknown;
  try {
    schemes[partner.scheme].verify(delivery, partner.secrets, now);
    return partner;
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error;
    const fresh = await partners.findFresh(name);
    if (!fresh) throw unknown;
    schemes[fresh.scheme].verify(delivery, fresh.secrets, now);
    return fresh;
  }
}

/**
 * A partner's webhook becomes one of our events. The signature is checked before anything is read.
 * @throws NotFoundError, SignatureError, MalformedBodyError, InvalidInputError, TooLargeError
 */
export async function receiveDelivery(
  name: string,
  delivery: Delivery,
  partners: Partners,
  { correlationId, provider, now }: DeliveryContext,
): Promise<CloudEvent> {
  const partner = await verified(name, delivery, partners, now);
  const payload = parseJson(delivery.body.toString('utf8'));
  if (!isObject(payload)) throw new MalformedBodyError('The body is JSON, but no object.');
  const message = schemes[partner.scheme].read(delivery, payload);
  return completeEvent(
    { specversion: '1.0', source: partner.source, ...message },
    { now: new Date(now).toISOString(), correlationId, provider },
  );
}
