/**
 * The memory of what was accepted, by tenant and event id, so that a repeated delivery is published once.
 *
 * An id is claimed before its event is published and confirmed after. A claim that was never confirmed
 * (the function died between the two) lapses, and the sender's next try takes it over: the event may then
 * be on the bus twice with the same `detail.id`, but never not at all.
 */
export interface AcceptedEvents {
  claim(key: EventKey): Promise<Claim>;
  confirm(key: EventKey): Promise<void>;
  /** Gives an unconfirmed claim back, so that the sender may try again at once. */
  release(key: EventKey): Promise<void>;
}

export interface EventKey {
  readonly tenant: string;
  readonly id: string;
  /** `fingerprint` of what the sender sent. */
  readonly fingerprint: string;
}

/**
 * `new`: publish it. `repeated`: it was published before. `running`: another call is publishing it now.
 * `conflict`: the id was used for another body.
 */
export type Claim = 'new' | 'repeated' | 'running' | 'conflict';

/** Seconds for which an accepted id is remembered: seven days, longer than any sender tries again. */
export const MEMORY_SECONDS = 7 * 24 * 60 * 60;
