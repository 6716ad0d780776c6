import { type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';

/** Patterns by which a tenant would like to get what is not its own. All of them are taken. */
const HOSTILE: Readonly<Record<string, object>> = {
  'everything that exists': {
    detail: { id: [{ exists: true }], source: [{ exists: true }], tenant: [{ exists: true }] },
  },
  'every type': { 'detail-type': [{ prefix: '' }, { wildcard: '*' }, { 'anything-but': 'x' }] },
  'branches at the top': { $or: [{ 'detail-type': [{ exists: true }] }, { detail: { tenant: [{ exists: true }] } }] },
  'branches of branches': {
    $or: [
      { $or: [{ 'detail-type': [{ suffix: 'd' }] }, { detail: { id: [{ exists: true }] } }] },
      { 'detail-type': [{ prefix: 'x' }] },
    ],
  },
  'everybody but itself': {
    detail: { source: [{ 'anything-but': { prefix: 'nobody' } }], tenant: [{ wildcard: '*' }] },
  },
};

/** Two tenants, each of whom tries to get the other's events. */
export function describeHostileTenants(app: () => DeployedApplication): void {
  describe('hostile tenants', () => {
    const run = someId().slice(0, 8);
    const tenants = [`h${run}`, `h${run}-2`];
    const keys = new Map<string, string>();
    beforeAll(async () => {
      for (const tenant of tenants) {
        const made = { action: 'create-tenant', tenant, name: tenant, awsAccount: '111122223333' };
        await app().invoke('manage-tenants', made);
        keys.set(tenant, (await app().invoke('manage-tenants', { action: 'issue-key', tenant })).key);
      }
    });
    const call = async (tenant: string, method: string, path: string, body?: unknown) => {
      const headers = { authorization: `Bearer ${keys.get(tenant)}` };
      return (await app().call(method, path, { headers, ...(body === undefined ? {} : { body }) })).body;
    };
    const publish = async (tenant: string): Promise<string> => {
      const id = someId();
      const event = { specversion: '1.0', id, source: `partner/trestle/${tenant}/stock`, type: 'stock.replenished' };
      const data = { sku: 'HOSTILE-1', quantity: 1, replenishedAt: '2026-11-23T06:00:00Z' };
      expect(await app().publish({ ...event, data })).toMatchObject({ status: 202 });
      return id;
    };

    test('neither ever receives what is the other’s, by whatever pattern', async () => {
      const wanted = tenants.flatMap((tenant) =>
        Object.entries(HOSTILE).map(([name, pattern]) => ({ tenant, name, pattern })),
      );
      const made = await Promise.all(
        wanted.map(async ({ tenant, name, pattern }) => {
          const { id } = await call(tenant, 'POST', '/v1/subscriptions', { name, pattern, target: { kind: 'queue' } });
          return { tenant, id };
        }),
      );
      const own = new Map<string, string>();
      for (const tenant of tenants) own.set(tenant, await publish(tenant));
      for (const { tenant, id } of made) {
        const event = await eventually(async () => {
          const { items } = await call(tenant, 'GET', `/v1/subscriptions/${id}/deliveries`);
          return items.length > 0 ? items : undefined;
        }, `a delivery of ${id}`);
        expect(event.map((delivery: { event: string }) => delivery.event)).toEqual([own.get(tenant)]);
        const other = tenants.find((name) => name !== tenant) ?? '';
        expect(await call(tenant, 'GET', `/v1/subscriptions/${id}/why/${own.get(other)}`)).toMatchObject({
          status: 404,
        });
        expect(await call(other, 'GET', `/v1/subscriptions/${id}`)).toMatchObject({ status: 404 });
      }
    });
  });
}
