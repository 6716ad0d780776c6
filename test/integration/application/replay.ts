import { type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';

/** The operators' function `replay`. */
export function describeReplay(app: () => DeployedApplication): void {
  describe('replay', () => {
    test('a window is replayed to the rule that was named, and to no other', async () => {
      const id = someId();
      const from = new Date(Date.now() - 2000).toISOString();
      const event = { specversion: '1.0', id, source: 'partner/trestle/octo/repositories', type: 'github.ping' };
      await app().publish({ ...event, data: { zen: 'z', hook_id: 1 } });
      await app().take('github', ({ detail }) => detail.id === id);
      const started = await app().invoke('replay', {
        action: 'start',
        from,
        to: await eventually(
          async () => (Date.now() > Date.parse(from) + 5000 ? new Date().toISOString() : undefined),
          'the end',
        ),
        rules: ['github-to-queue'],
      });
      const again = await app().take('github', ({ detail, ...rest }) => detail.id === id && 'replay-name' in rest);
      expect(again['replay-name']).toBe(started.replayName);
      const ended = await eventually(async () => {
        const replay = await app().invoke('replay', { action: 'status', replayName: started.replayName });
        return replay.state === 'COMPLETED' ? replay : undefined;
      }, 'the end of the replay');
      expect(ended).toMatchObject({ rules: ['github-to-queue'] });
    });

    test.each<[string, object, string, string]>([
      [
        'an unknown rule',
        { action: 'start', from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', rules: ['none'] },
        'NotFoundError',
        'The bus has no rule called none.',
      ],
      [
        'a window that ends before it begins',
        { action: 'start', from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z', rules: ['github-to-queue'] },
        'InvalidInputError',
        'The window cannot be replayed: /from must be before /to.',
      ],
      [
        'an unknown replay',
        { action: 'status', replayName: 'none' },
        'NotFoundError',
        'There is no replay called none; AWS forgets them after 90 days.',
      ],
      ['nothing', {}, 'InvalidInputError', 'The request is wrong: /action is required.'],
    ])('refuses %s, and says why', async (_name, command, name, message) => {
      await expect(app().invoke('replay', command)).rejects.toMatchObject({ name, message });
    });
  });
}
