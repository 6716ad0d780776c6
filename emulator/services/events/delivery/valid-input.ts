import { isJsonOrLines } from '../input/check-input.ts';
import type { EventsState } from '../state.ts';
import type { Courier, Outcome, Parcel } from './courier.ts';
import type { Destination } from './destination.ts';
import { failure } from './failure.ts';

const INVALID = failure('INVALID_JSON', 'Invalid input for target.');

/** Lets a courier bring what a template made JSON of. The rest fails for good: values may break the text around them. */
export async function deliverValid(
  courier: Courier,
  state: EventsState,
  to: Destination,
  parcels: readonly Parcel[],
): Promise<readonly Outcome[]> {
  if (!to.target.InputTransformer) return courier.deliver(state, to, parcels);
  const isValid = parcels.map(({ event }) => isJsonOrLines(to.render(event)));
  const valid = parcels.filter((_parcel, index) => isValid[index]);
  const outcomes = valid.length > 0 ? [...(await courier.deliver(state, to, valid))] : [];
  return isValid.map((each) => (each ? outcomes.shift() : INVALID));
}
