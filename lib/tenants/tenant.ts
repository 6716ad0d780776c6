import { DomainError } from '../errors.ts';

/** An integrator's account with the provider. */
export interface Tenant {
  /** Part of its sources and of the names of what is made for it. */
  readonly tenant: string;
  readonly name: string;
  /** Its AWS account: who may read queues made for it, and whose queues and buses it may name as targets. */
  readonly awsAccount: string;
  readonly createdAt: string;
}

/** A key by which an integrator proves who it is. The key itself is told once and kept nowhere. */
export interface ApiKey {
  readonly tenant: string;
  /** Names the key; not secret. */
  readonly keyId: string;
  readonly state: 'ACTIVE' | 'REVOKED';
  readonly createdAt: string;
}

/**
 * As AWS knows partner event sources: `PENDING` until the integrator wants its events, `DELETED` for ever.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeEventSource.html
 */
export type SourceState = 'PENDING' | 'ACTIVE' | 'DELETED';

export interface TenantSource {
  readonly tenant: string;
  readonly stream: string;
  readonly state: SourceState;
  readonly createdAt: string;
  readonly activatedAt?: string;
  readonly deletedAt?: string;
}

/** There is one of that name already. */
export class ExistsError extends DomainError {
  readonly name = 'ExistsError';
  readonly kind = 'conflict';
}

/** The thing is in a state that does not allow it. */
export class StateError extends DomainError {
  readonly name = 'StateError';
  readonly kind = 'conflict';
}

/** Tenants, their keys and their sources. */
export interface Tenants {
  /** @throws ExistsError */
  create(tenant: Tenant): Promise<void>;
  find(tenant: string): Promise<Tenant | undefined>;
  list(): Promise<readonly Tenant[]>;

  /** @param hash of the key, see `hashKey` */
  addKey(key: ApiKey, hash: string): Promise<void>;
  findKey(hash: string): Promise<ApiKey | undefined>;
  keysOf(tenant: string): Promise<readonly ApiKey[]>;
  /** False: there is no such key. */
  revokeKey(tenant: string, keyId: string): Promise<boolean>;

  /** @throws ExistsError */
  createSource(source: TenantSource): Promise<void>;
  findSource(tenant: string, stream: string): Promise<TenantSource | undefined>;
  sourcesOf(tenant: string): Promise<readonly TenantSource[]>;
  /**
   * Replaces the source if it is still in the state `from`.
   * @throws StateError
   */
  moveSource(source: TenantSource, from: SourceState): Promise<void>;
}
