import { InvalidInputError } from '../errors.ts';
import { violationsOf } from '../validation/validator.ts';
import { requestValidators } from './request-validators.ts';

/** The schemas in `lib/requests/schemas/`. */
export type RequestName =
  | 'cloud-event'
  | 'new-subscription'
  | 'redrive-command'
  | 'replay-command'
  | 'replay-start'
  | 'replay-wish'
  | 'subscription-change'
  | 'tenant-command';

/**
 * A value that keeps one of the request schemas, which `T` must describe.
 * @throws InvalidInputError; its message names every fault, for callers who see nothing else
 */
export function readRequest<T>(name: RequestName, value: unknown): T {
  const validator = requestValidators[name];
  if (!validator) throw new TypeError(`There is no request schema "${name}".`);
  const violations = violationsOf(validator, value);
  if (violations.length === 0) return value as T;
  const list = violations.map(({ pointer, detail }) => `${pointer || '/'} ${detail}`).join('; ');
  throw new InvalidInputError(`The request is wrong: ${list}.`, violations);
}
