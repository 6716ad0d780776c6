import { type DeployedApplication, someId } from '../../support/deployed-application.ts';

/** Tenants and their sources, by the operators' function `manage-tenants`. */
export function describeSources(app: () => DeployedApplication): void {
  describe('sources', () => {
    const tenant = `t${someId().slice(0, 8)}`;
    const source = `partner/trestle/${tenant}/repositories`;
    const manage = (command: object) => app().invoke('manage-tenants', command);
    const publish = async (id: string) =>
      app().publish({ specversion: '1.0', id, source, type: 'github.ping', data: { zen: 'z', hook_id: 1 } });

    test('events of a pending source are held, and come when it is activated', async () => {
      await manage({ action: 'create-tenant', tenant, name: 'Acme', awsAccount: '111122223333' });
      const created = await manage({ action: 'create-source', tenant, stream: 'repositories' });
      expect(created).toMatchObject({ state: 'PENDING', source });
      const [early, late] = [someId(), someId()];
      expect(await publish(early)).toMatchObject({ status: 202 });
      expect(await manage({ action: 'activate-source', tenant, stream: 'repositories' })).toMatchObject({
        state: 'ACTIVE',
      });
      expect(await publish(late)).toMatchObject({ status: 202 });
      await app().take('github', ({ detail }) => detail.id === early);
    });

    test('tenants are listed, and shown with their keys and sources', async () => {
      expect(await manage({ action: 'list-tenants' })).toContainEqual(expect.objectContaining({ tenant }));
      expect(await manage({ action: 'show-tenant', tenant })).toMatchObject({
        tenant,
        keys: [],
        sources: [{ stream: 'repositories', source, state: 'ACTIVE' }],
      });
    });

    test('a deleted source is taken no more', async () => {
      const other = `partner/trestle/${tenant}/gone`;
      await manage({ action: 'create-source', tenant, stream: 'gone' });
      expect(await manage({ action: 'delete-source', tenant, stream: 'gone' })).toMatchObject({ state: 'DELETED' });
      const event = {
        specversion: '1.0',
        id: someId(),
        source: other,
        type: 'github.ping',
        data: { zen: 'z', hook_id: 1 },
      };
      expect(await app().publish(event)).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/source', detail: 'was deleted' }] },
      });
    });

    test.each<[string, object, string]>([
      ['an unknown tenant', { action: 'show-tenant', tenant: 'nobody' }, 'NotFoundError'],
      ['a source of an unknown tenant', { action: 'create-source', tenant: 'nobody', stream: 'x' }, 'NotFoundError'],
      ['an unknown source', { action: 'activate-source', tenant, stream: 'none' }, 'NotFoundError'],
      ['a deleted source', { action: 'activate-source', tenant, stream: 'gone' }, 'StateError'],
      ['a tenant twice', { action: 'create-tenant', tenant, name: 'x', awsAccount: '111122223333' }, 'ExistsError'],
      ['a source twice', { action: 'create-source', tenant, stream: 'gone' }, 'ExistsError'],
      [
        'an account that is none',
        { action: 'create-tenant', tenant: 'x', name: 'x', awsAccount: '1' },
        'InvalidInputError',
      ],
      [
        'a tenant with a slash',
        { action: 'create-tenant', tenant: 'a/b', name: 'x', awsAccount: '111122223333' },
        'InvalidInputError',
      ],
      ['an unknown key', { action: 'revoke-key', tenant, keyId: 'AAAAAAAA' }, 'NotFoundError'],
      ['an unknown action', { action: 'burn' }, 'InvalidInputError'],
    ])('refuses %s', async (_name, command, name) => {
      await expect(manage(command)).rejects.toMatchObject({ name });
    });
  });
}
