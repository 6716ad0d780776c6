import { ChangedError, type Subscription, type Subscriptions } from '../subscriptions/subscription.ts';
import { ConditionError, type Place, type RegistryTable } from './registry-table.ts';

const PREFIX = 'subscription#';
const placeOf = (tenant: string, id: string): Place => ({ owner: tenant, name: `${PREFIX}${id}` });

/** `Subscriptions` in the registry table, under their tenant. */
export class TableSubscriptions implements Subscriptions {
  readonly #table: RegistryTable;
  readonly #newRevision: () => string;

  constructor(table: RegistryTable, newRevision: () => string) {
    this.#table = table;
    this.#newRevision = newRevision;
  }

  async create(subscription: Subscription): Promise<void> {
    const { tenant, id, revision } = subscription;
    await this.#table.put(placeOf(tenant, id), subscription, revision, { absent: true });
  }

  find(tenant: string, id: string): Promise<Subscription | undefined> {
    return this.#table.get(placeOf(tenant, id));
  }

  list(tenant: string, limit: number, after?: string): Promise<readonly Subscription[]> {
    return this.#table.list(tenant, PREFIX, limit, after === undefined ? undefined : `${PREFIX}${after}`);
  }

  async save(subscription: Subscription): Promise<Subscription> {
    const { tenant, id, revision } = subscription;
    const saved = { ...subscription, revision: this.#newRevision() };
    await this.#checked(this.#table.put(placeOf(tenant, id), saved, saved.revision, { revision }));
    return saved;
  }

  async delete({ tenant, id, revision }: Subscription): Promise<void> {
    await this.#checked(this.#table.delete(placeOf(tenant, id), { revision }));
  }

  async #checked(write: Promise<void>): Promise<void> {
    try {
      await write;
    } catch (cause) {
      if (!(cause instanceof ConditionError)) throw cause;
      throw new ChangedError('The subscription was changed in the meantime; read it again.', { cause });
    }
  }
}
