import { contractValidators } from '../contracts/contract-validators.ts';
import { isObject, type JsonObject } from '../json.ts';
import { violationsOf } from '../validation/validator.ts';
import { UnreadableEventError } from './record-supply.ts';

/** The read model: orders as people look at them, made of events alone, so that a replay can make it again. */
export interface OrderViews {
  /** Notes what was ordered. The first time counts; what has become of the order since stays. */
  place(orderId: string, facts: JsonObject): Promise<void>;
  /** Notes what has become of an order, unless a newer version is noted already. */
  advance(
    orderId: string,
    change: { readonly status: string; readonly version: number; readonly facts: JsonObject },
  ): Promise<void>;
}

const STATUS: Readonly<Record<string, string>> = {
  'order.paid': 'PAID',
  'order.fulfilled': 'FULFILLED',
  'order.cancelled': 'CANCELLED',
};

/**
 * Brings the read model up to an event. Events may come twice, late and in any order: the result is the same.
 * Idempotency key: the order's id and version.
 * @param message an EventBridge event
 * @throws UnreadableEventError
 */
export async function projectOrder(message: unknown, views: OrderViews): Promise<void> {
  const detail = isObject(message) ? message.detail : undefined;
  const { type, data } = isObject(detail) ? detail : {};
  const validator = typeof type === 'string' && type.startsWith('order.') ? contractValidators[type] : undefined;
  if (typeof type !== 'string' || !validator)
    throw new UnreadableEventError(`Not an event of an order: ${String(type)}.`);
  const [first] = violationsOf(validator, data);
  if (first) throw new UnreadableEventError(`${first.pointer} ${first.detail}`);
  const facts = data as JsonObject;
  const orderId = String(facts.orderId);
  const status = STATUS[type];
  await (status === undefined
    ? views.place(orderId, facts)
    : views.advance(orderId, { status, version: Number(facts.version), facts }));
}
