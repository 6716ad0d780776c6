import { type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { doesNotExist } from '../errors.ts';
import type { EventsState } from '../state.ts';

/** A partner's source in one customer's account. Its place is the customer's. */
export interface EventSource extends Place {
  readonly name: string;
  readonly partnerAccount: string;
  readonly state: 'PENDING' | 'ACTIVE' | 'DELETED';
  readonly created: Instant;
  /** When a source without a bus goes away; undefined once it has one. */
  readonly expires: Instant | undefined;
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EventSource.html: a pending source is deleted after two weeks. */
export const PENDING_LIFE = 14 * 24 * 3_600_000;

export const sourceKey = (place: Place, name: string): string => placeKey(place, name);

/** Who made it, as AWS tells the customer: the partner's name out of the source's. */
export const createdBy = ({ name }: EventSource): string => name.split('/')[1] ?? '';

const isAlive = (state: EventsState, source: EventSource): boolean =>
  source.expires === undefined || source.expires > state.deps.clock.now();

/** A source that nobody took within two weeks is gone. */
export function findSource(state: EventsState, place: Place, name: string): EventSource | undefined {
  const source = state.sources.get(sourceKey(place, name));
  return source && isAlive(state, source) ? source : undefined;
}

/** @throws AwsError `ResourceNotFoundException` */
export function requireSource(state: EventsState, place: Place, name: string): EventSource {
  const source = findSource(state, place, name);
  if (!source) throw doesNotExist('Event source', name);
  return source;
}

/** What a partner has made in a region, for whichever customers, and has not deleted. @param name left out: all */
export const sourcesOfPartner = (state: EventsState, partner: Place, name?: string): EventSource[] =>
  state.sources
    .values()
    .filter(
      (source) =>
        source.partnerAccount === partner.accountId &&
        source.region === partner.region &&
        source.state !== 'DELETED' &&
        (name === undefined || source.name === name) &&
        isAlive(state, source),
    );

export const expirationOf = ({ expires }: EventSource): Date | undefined =>
  expires === undefined ? undefined : new Date(expires);

/** Sorted by key. @param prefix of the key */
export const liveSources = (state: EventsState, prefix: string): [string, EventSource][] =>
  state.sources.entries(prefix).filter(([, source]) => isAlive(state, source));

export function deactivate(state: EventsState, source: EventSource, now: Instant): void {
  state.sources.put(sourceKey(source, source.name), { ...source, state: 'PENDING', expires: now + PENDING_LIFE });
}
