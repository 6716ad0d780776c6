import { type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { doesNotExist } from '../errors.ts';
import type { EventsState } from '../state.ts';

/** An archive of a bus in its account and region. */
export interface Archive extends Place {
  /** The number its events are filed under; never used again. */
  readonly id: number;
  readonly name: string;
  /** The bus whose events it keeps. */
  readonly bus: string;
  readonly description: string | undefined;
  readonly pattern: string | undefined;
  /** 0: for ever. */
  readonly retentionDays: number;
  readonly kmsKeyIdentifier: string | undefined;
  readonly created: Instant;
}

export const archiveKey = (place: Place, name: string): string => placeKey(place, name);

/** @throws AwsError `ResourceNotFoundException` */
export function requireArchive(state: EventsState, place: Place, name: string): Archive {
  const archive = state.archives.get(archiveKey(place, name));
  if (!archive) throw doesNotExist('Archive', name);
  return archive;
}

const DAY = 86_400_000;

/** Events that were archived up to then have expired; 0 where none does. */
export const expiryOf = ({ retentionDays }: Archive, now: Instant): Instant =>
  retentionDays === 0 ? 0 : now - retentionDays * DAY;
