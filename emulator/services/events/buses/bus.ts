import { type Place, placeKey } from '../../../core/arn.ts';
import type { Instant } from '../../../core/clock.ts';
import { busArn, DEFAULT_BUS, parseEventsArn } from '../arns.ts';
import { doesNotExist } from '../errors.ts';
import type { EventsState } from '../state.ts';

export type LogLevel = 'OFF' | 'ERROR' | 'INFO' | 'TRACE';

export interface LogConfig {
  readonly IncludeDetail?: 'NONE' | 'FULL' | undefined;
  readonly Level?: LogLevel | undefined;
}

export interface Bus extends Place {
  readonly name: string;
  readonly description: string | undefined;
  readonly kmsKeyIdentifier: string | undefined;
  /** Takes events that could not be decrypted; see `DeadLetterConfig` of a target for those not delivered. */
  readonly deadLetterArn: string | undefined;
  readonly logConfig: LogConfig | undefined;
  /** Of a partner's bus; equal to the bus's name. */
  readonly eventSourceName: string | undefined;
  /** The resource policy, a JSON text. */
  readonly policy: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly created: Instant;
  readonly modified: Instant;
}

export const busKey = (place: Place, name: string): string => placeKey(place, name);
export const keyOfBus = (bus: Bus): string => busKey(bus, bus.name);

const defaultBus = ({ accountId, region }: Place, now: Instant): Bus => ({
  accountId,
  region,
  name: DEFAULT_BUS,
  description: undefined,
  kmsKeyIdentifier: undefined,
  deadLetterArn: undefined,
  logConfig: undefined,
  eventSourceName: undefined,
  policy: undefined,
  tags: {},
  created: now,
  modified: now,
});

/** The bus of that name. Every account has a default bus in every region; it comes into being when first asked for. */
export function findBus(state: EventsState, place: Place, name: string): Bus | undefined {
  const key = busKey(place, name);
  const found = state.buses.get(key);
  if (found || name !== DEFAULT_BUS) return found;
  const made = defaultBus(place, state.deps.clock.now());
  state.buses.put(key, made);
  return made;
}

export interface BusRef {
  readonly place: Place;
  readonly name: string;
}

/** Where the bus is that a parameter names by name or ARN; the default bus where it is left out. */
export function busRef(nameOrArn: string | undefined, { accountId, region }: Place): BusRef {
  const text = nameOrArn ?? DEFAULT_BUS;
  const arn = text.startsWith('arn:') ? parseEventsArn(text) : undefined;
  return arn ? { place: arn, name: arn.name } : { place: { accountId, region }, name: text };
}

/** The ARN that a permission on a bus is asked for, whether the bus exists or not. */
export function arnOfBusParameter(nameOrArn: string | undefined, context: Place): string {
  const { place, name } = busRef(nameOrArn, context);
  return busArn(place, name);
}

/** @throws AwsError `ResourceNotFoundException` */
export function requireBus(state: EventsState, nameOrArn: string | undefined, context: Place): Bus {
  const { place, name } = busRef(nameOrArn, context);
  const bus = place.region === context.region ? findBus(state, place, name) : undefined;
  if (!bus) throw doesNotExist('Event bus', name);
  return bus;
}
