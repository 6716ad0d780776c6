import type { CloudEvent } from '../events/cloud-event.ts';
import { isObject } from '../json.ts';

/** A message of the queue of the unpublished: the event whole, and why it could not be published. */
export interface KeptEvent {
  readonly event: CloudEvent;
  readonly cause: string;
}

export const writeKeptEvent = (kept: KeptEvent): string => JSON.stringify(kept);

/** Undefined for a message that `writeKeptEvent` did not write. */
export function keptEventOf(body: string): KeptEvent | undefined {
  try {
    const value: unknown = JSON.parse(body);
    const is = isObject(value) && isObject(value.event) && typeof value.cause === 'string';
    return is ? (value as unknown as KeptEvent) : undefined;
  } catch {
    return undefined;
  }
}

/** @throws TypeError for a message that `writeKeptEvent` did not write */
export function readKeptEvent(body: string): KeptEvent {
  const kept = keptEventOf(body);
  if (!kept) throw new TypeError('The message holds no kept event.');
  return kept;
}
