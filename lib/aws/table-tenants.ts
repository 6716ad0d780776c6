import {
  type ApiKey,
  ExistsError,
  type SourceState,
  StateError,
  type Tenant,
  type TenantSource,
  type Tenants,
} from '../tenants/tenant.ts';
import { ConditionError, type Place, type RegistryTable } from './registry-table.ts';

const TENANTS = 'tenants';
const KEYS = 'keys';
/** Nobody has more keys or sources, and a page of the table holds as many. */
const MOST = 1000;

const sourceAt = (tenant: string, stream: string): Place => ({ owner: tenant, name: `source#${stream}` });
const keyAt = (tenant: string, keyId: string): Place => ({ owner: tenant, name: `key#${keyId}` });

/** `Tenants` in the registry table: tenants under the owner `tenants`, hashes of keys under `keys`, the rest under the tenant. */
export class TableTenants implements Tenants {
  readonly #table: RegistryTable;

  constructor(table: RegistryTable) {
    this.#table = table;
  }

  async create(tenant: Tenant): Promise<void> {
    await this.#new({ owner: TENANTS, name: tenant.tenant }, tenant, `There is a tenant called ${tenant.tenant}.`);
  }

  find(tenant: string): Promise<Tenant | undefined> {
    return this.#table.get({ owner: TENANTS, name: tenant });
  }

  list(): Promise<readonly Tenant[]> {
    return this.#table.list(TENANTS, '', MOST);
  }

  async addKey(key: ApiKey, hash: string): Promise<void> {
    // First what finds the key, then what lists it: a key that is listed works.
    await this.#table.put({ owner: KEYS, name: hash }, { ...key, hash }, key.state);
    await this.#table.put(keyAt(key.tenant, key.keyId), { ...key, hash }, key.state);
  }

  findKey(hash: string): Promise<ApiKey | undefined> {
    return this.#table.get({ owner: KEYS, name: hash });
  }

  async keysOf(tenant: string): Promise<readonly ApiKey[]> {
    const keys = await this.#table.list<ApiKey & { readonly hash: string }>(tenant, 'key#', MOST);
    return keys.map(({ hash: _, ...key }) => key);
  }

  async revokeKey(tenant: string, keyId: string): Promise<boolean> {
    const found = await this.#table.get<ApiKey & { readonly hash: string }>(keyAt(tenant, keyId));
    if (!found) return false;
    const revoked = { ...found, state: 'REVOKED' };
    await this.#table.put({ owner: KEYS, name: found.hash }, revoked, revoked.state);
    await this.#table.put(keyAt(tenant, keyId), revoked, revoked.state);
    return true;
  }

  async createSource(source: TenantSource): Promise<void> {
    const { tenant, stream } = source;
    await this.#new(sourceAt(tenant, stream), source, `${tenant} has a source called ${stream}.`, source.state);
  }

  findSource(tenant: string, stream: string): Promise<TenantSource | undefined> {
    return this.#table.get(sourceAt(tenant, stream));
  }

  sourcesOf(tenant: string): Promise<readonly TenantSource[]> {
    return this.#table.list(tenant, 'source#', MOST);
  }

  async moveSource(source: TenantSource, from: SourceState): Promise<void> {
    try {
      await this.#table.put(sourceAt(source.tenant, source.stream), source, source.state, { revision: from });
    } catch (cause) {
      if (!(cause instanceof ConditionError)) throw cause;
      throw new StateError(`The source ${source.stream} is not ${from}.`, { cause });
    }
  }

  async #new(place: Place, document: object, exists: string, revision = ''): Promise<void> {
    try {
      await this.#table.put(place, document, revision, { absent: true });
    } catch (cause) {
      if (!(cause instanceof ConditionError)) throw cause;
      throw new ExistsError(exists, { cause });
    }
  }
}
