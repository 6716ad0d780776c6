import { contractValidators } from '../contracts/contract-validators.ts';
import type { CloudEvent } from '../events/cloud-event.ts';
import { isObject } from '../json.ts';
import { violationsOf } from '../validation/validator.ts';
import { DEFAULT_CREDIT, type Ledger } from './ledger.ts';
import type { Warehouse } from './warehouse.ts';

export interface SupplyPorts {
  readonly warehouse: Pick<Warehouse, 'replenish'>;
  readonly ledger: Pick<Ledger, 'open'>;
}

/** The message is no event that this consumer reads, or breaks its contract. It ends in the dead letter queue. */
export class UnreadableEventError extends Error {
  override readonly name = 'UnreadableEventError';
}

const consumers: Readonly<Record<string, (event: CloudEvent, ports: SupplyPorts) => Promise<void>>> = {
  'stock.replenished': ({ tenant, id, data }, { warehouse }) =>
    warehouse.replenish(`${tenant}#${id}`, String(data.sku), Number(data.quantity)),
  'customer.registered': ({ data }, { ledger }) =>
    ledger.open(String(data.customerId), typeof data.creditLimit === 'number' ? data.creditLimit : DEFAULT_CREDIT),
};

/**
 * Keeps stock and customers' accounts by the events that speak of them.
 * @param message an EventBridge event
 * @throws UnreadableEventError
 */
export async function recordSupply(message: unknown, ports: SupplyPorts): Promise<void> {
  const detail = isObject(message) ? message.detail : undefined;
  const type = isObject(detail) && typeof detail.type === 'string' ? detail.type : '';
  const consume = Object.hasOwn(consumers, type) ? consumers[type] : undefined;
  const validator = contractValidators[type];
  if (!isObject(detail) || !consume || !validator) throw new UnreadableEventError(`Not an event of supply: "${type}".`);
  const [first] = violationsOf(validator, detail.data, '/data');
  if (first) throw new UnreadableEventError(`${first.pointer} ${first.detail}`);
  await consume(detail as unknown as CloudEvent, ports);
}
