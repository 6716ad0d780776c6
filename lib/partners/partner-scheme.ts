import { DomainError } from '../errors.ts';
import type { JsonObject } from '../json.ts';

/** A webhook as it arrived. */
export interface Delivery {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** What a partner's webhook says, before it is one of our events. */
export interface PartnerMessage {
  /** The partner's id of this delivery, the same when it is sent again. */
  readonly id: string;
  /** Our event type. */
  readonly type: string;
  readonly data: JsonObject;
  readonly subject?: string;
  /** RFC 3339, where the partner says when it happened. */
  readonly time?: string;
}

/** How one kind of partner signs and words its webhooks. A new kind is one file and one line in `schemes.ts`. */
export interface PartnerScheme {
  /**
   * @param secrets several while a secret is being changed; one must fit
   * @param now milliseconds since 1970
   * @throws SignatureError
   */
  verify(delivery: Delivery, secrets: readonly string[], now: number): void;
  /**
   * @param payload the body's JSON value
   * @throws InvalidInputError
   */
  read(delivery: Delivery, payload: JsonObject): PartnerMessage;
}

/** The signature is missing, wrong or too old. Says nothing of the secret. */
export class SignatureError extends DomainError {
  readonly name = 'SignatureError';
  readonly kind = 'unauthenticated';
}
