import { InvalidInputError } from '../errors.ts';
import type { Standing } from './source-states.ts';

/** `registered`: only sources that were created are taken. `open`: any of this provider is, as if it were active. */
export type SourcePolicy = 'registered' | 'open';

/** Where an event is published: on the bus, or on the one that holds events until their source is activated. */
export type Destination = 'bus' | 'holding';

/**
 * @param pointer of the source in the body
 * @throws InvalidInputError
 */
export function destinationOf(source: string, standing: Standing, policy: SourcePolicy, pointer: string): Destination {
  if (standing === 'ACTIVE' || (standing === 'UNKNOWN' && policy === 'open')) return 'bus';
  if (standing === 'PENDING') return 'holding';
  const detail = standing === 'DELETED' ? 'was deleted' : 'is not registered; create it first';
  throw new InvalidInputError(`The source ${source} ${detail}.`, [{ pointer, detail }]);
}
