import { NotFoundError } from '../errors.ts';
import { formatSource } from '../events/event-source.ts';
import { readRequest } from '../requests/read-request.ts';
import { hashKey, makeKey } from './api-key.ts';
import { ExistsError, StateError, type Tenant, type TenantSource, type Tenants } from './tenant.ts';

/** What operators ask of the function `manage-tenants`. */
export type TenantCommand =
  | { readonly action: 'list-tenants' }
  | { readonly action: 'create-tenant'; readonly tenant: string; readonly name: string; readonly awsAccount: string }
  | { readonly action: 'show-tenant' | 'issue-key'; readonly tenant: string }
  | { readonly action: 'revoke-key'; readonly tenant: string; readonly keyId: string }
  | {
      readonly action: 'create-source' | 'activate-source' | 'delete-source';
      readonly tenant: string;
      readonly stream: string;
    };

/** Holds events of a source back until it is activated. */
export interface Holding {
  /** Makes ready what a later release needs. Harmless when repeated. */
  prepare(source: TenantSource, account: string): Promise<void>;
  /** @throws StateError where AWS must first see the integrator do something */
  checkActivation(source: TenantSource, account: string): Promise<void>;
  /** Brings everything that came since `createdAt` to the bus. @returns how to watch it */
  release(source: TenantSource, until: Date): Promise<string>;
  discard(source: TenantSource, account: string): Promise<void>;
}

export interface TenantPorts {
  readonly tenants: Tenants;
  readonly holding: Holding;
  readonly provider: string;
  readonly now: Date;
  random(bytes: number): Buffer;
}

type Handlers = {
  readonly [A in TenantCommand['action']]: (
    command: Extract<TenantCommand, { action: A }> & { readonly action: A },
    ports: TenantPorts,
  ) => Promise<unknown>;
};

async function tenantOf(name: string, { tenants }: TenantPorts): Promise<Tenant> {
  const tenant = await tenants.find(name);
  if (!tenant) throw new NotFoundError(`There is no tenant called ${name}.`);
  return tenant;
}

async function sourceOf(tenant: string, stream: string, { tenants }: TenantPorts): Promise<TenantSource> {
  const source = await tenants.findSource(tenant, stream);
  if (!source) throw new NotFoundError(`${tenant} has no source called ${stream}.`);
  return source;
}

const described = (source: TenantSource, { provider }: TenantPorts) => ({
  ...source,
  source: formatSource({ provider, tenant: source.tenant, stream: source.stream }),
});

const handlers: Handlers = {
  'list-tenants': (_command, { tenants }) => tenants.list(),

  async 'create-tenant'({ tenant, name, awsAccount }, { tenants, now }) {
    const created = { tenant, name, awsAccount, createdAt: now.toISOString() };
    await tenants.create(created);
    return created;
  },

  async 'show-tenant'({ tenant: name }, ports) {
    const [tenant, keys, sources] = await Promise.all([
      tenantOf(name, ports),
      ports.tenants.keysOf(name),
      ports.tenants.sourcesOf(name),
    ]);
    return { ...tenant, keys, sources: sources.map((source) => described(source, ports)) };
  },

  async 'issue-key'({ tenant: name }, ports) {
    const { tenant } = await tenantOf(name, ports);
    const { key, keyId } = makeKey(ports.random(38));
    const apiKey = { tenant, keyId, state: 'ACTIVE', createdAt: ports.now.toISOString() } as const;
    await ports.tenants.addKey(apiKey, hashKey(key) ?? '');
    return { ...apiKey, key, note: 'The key is told this once and kept nowhere.' };
  },

  async 'revoke-key'({ tenant, keyId }, ports) {
    if (!(await ports.tenants.revokeKey(tenant, keyId))) throw new NotFoundError(`${tenant} has no key ${keyId}.`);
    return { tenant, keyId, state: 'REVOKED' };
  },

  async 'create-source'({ tenant: name, stream }, ports) {
    const { tenant, awsAccount } = await tenantOf(name, ports);
    const known = await ports.tenants.findSource(tenant, stream);
    // Asked before anything is made ready for it: of a deleted source, nothing may come back.
    if (known) throw new ExistsError(`${tenant} has a source called ${stream}; it is ${known.state}.`);
    const source: TenantSource = { tenant, stream, state: 'PENDING', createdAt: ports.now.toISOString() };
    await ports.holding.prepare(source, awsAccount);
    await ports.tenants.createSource(source);
    return described(source, ports);
  },

  async 'activate-source'({ tenant: name, stream }, ports) {
    const { awsAccount } = await tenantOf(name, ports);
    const source = await sourceOf(name, stream, ports);
    if (source.state === 'DELETED') throw new StateError(`The source ${stream} was deleted.`);
    await ports.holding.checkActivation(source, awsAccount);
    const active: TenantSource = {
      ...source,
      state: 'ACTIVE',
      activatedAt: source.activatedAt ?? ports.now.toISOString(),
    };
    if (source.state === 'PENDING') await ports.tenants.moveSource(active, 'PENDING');
    // Asked again, it starts the same release again, which is then found running.
    const release = await ports.holding.release(active, new Date(active.activatedAt ?? ports.now));
    return { ...described(active, ports), release };
  },

  async 'delete-source'({ tenant: name, stream }, ports) {
    const { awsAccount } = await tenantOf(name, ports);
    const source = await sourceOf(name, stream, ports);
    if (source.state === 'DELETED') return described(source, ports);
    const deleted: TenantSource = { ...source, state: 'DELETED', deletedAt: ports.now.toISOString() };
    await ports.tenants.moveSource(deleted, source.state);
    await ports.holding.discard(source, awsAccount);
    return described(deleted, ports);
  },
};

/**
 * Does what an operator asked.
 * @throws InvalidInputError, NotFoundError, ExistsError, StateError
 */
export async function manageTenants(command: unknown, ports: TenantPorts): Promise<unknown> {
  const read = readRequest<TenantCommand>('tenant-command', command);
  const handle = handlers[read.action] as (command: TenantCommand, ports: TenantPorts) => Promise<unknown>;
  return handle(read, ports);
}
