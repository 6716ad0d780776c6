import { type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';

/** The operators' function `replay` and the workflow behind it. */
export function describeReplay(app: () => DeployedApplication): void {
  describe('replay', () => {
    const publishPing = async (): Promise<{ readonly id: string; readonly from: string; readonly to: string }> => {
      const id = someId();
      const from = new Date(Date.now() - 2000).toISOString();
      const event = { specversion: '1.0', id, source: 'partner/trestle/octo/repositories', type: 'github.ping' };
      await app().publish({ ...event, data: { zen: 'z', hook_id: 1 } });
      await app().take('github', ({ detail }) => detail.id === id);
      const to = await eventually(
        async () => (Date.now() > Date.parse(from) + 5000 ? new Date().toISOString() : undefined),
        'the end of the window',
      );
      return { id, from, to };
    };
    const ended = (planId: string) =>
      eventually(async () => {
        const run = await app().invoke('replay', { action: 'status', planId });
        return run.endedAt === undefined ? undefined : run;
      }, `the end of ${planId}`);

    test('a planned window is replayed to the rule that was named, and a receipt says so', async () => {
      const { id, from, to } = await publishPing();
      const plan = await app().invoke('replay', { action: 'plan', from, to, rules: ['github-to-queue'] });
      expect(plan).toMatchObject({ towards: ['github-to-queue'], rules: [{ onReplay: 'repeat', exact: true }] });
      expect(plan.events.byType['github.ping'].events).toBeGreaterThan(0);
      // Exactly what came and went: the bus has delivered every event of the window once.
      expect(plan.rules[0].byType['github.ping']).toBe(plan.events.byType['github.ping'].events);
      expect(plan.rules[0].had).toBe(plan.rules[0].matches);
      await app().invoke('replay', { action: 'start', planId: plan.planId });
      const again = await app().take('github', ({ detail, ...rest }) => detail.id === id && 'replay-name' in rest);
      expect(again['replay-name']).toMatch(`${plan.planId}.w`);
      expect(await ended(plan.planId)).toMatchObject({
        state: 'SUCCEEDED',
        receipt: { verdict: 'complete', planned: plan.events.events, causes: [] },
      });
      await expect(app().invoke('replay', { action: 'start', planId: plan.planId })).rejects.toThrow('was started');
      await expect(app().invoke('replay', { action: 'cancel', planId: plan.planId })).rejects.toThrow('has ended');
    });

    test('a replay to the shadow queue touches nothing else, and its rule is gone afterwards', async () => {
      const { id, from, to } = await publishPing();
      const plan = await app().invoke('replay', { action: 'plan', from, to, queue: 'shadow' });
      await app().invoke('replay', { action: 'start', planId: plan.planId });
      await app().take('shadow', ({ detail }) => detail.id === id);
      expect(await ended(plan.planId)).toMatchObject({ state: 'SUCCEEDED', receipt: { verdict: 'complete' } });
      const preview = await app().invoke('replay', { action: 'plan', from, to });
      expect(preview.rules.map(({ rule }: { rule: string }) => rule)).not.toContain(plan.temporaryRule.name);
    });

    test('a single event is replayed by its id', async () => {
      const { id } = await publishPing();
      const plan = await app().invoke('replay', { action: 'one', eventId: id, rule: 'github-to-queue' });
      expect(plan).toMatchObject({ events: { events: 1 }, windows: [{ events: 1 }] });
      await app().invoke('replay', { action: 'start', planId: plan.planId });
      const again = await app().take('github', (event) => 'replay-name' in event);
      expect(again.detail.id).toBe(id);
      expect(await ended(plan.planId)).toMatchObject({ state: 'SUCCEEDED' });
    });

    const january = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
    const soon = () => ({ from: new Date(Date.now() - 60_000).toISOString(), to: new Date().toISOString() });
    test.each<[string, () => object, string, string]>([
      [
        'a start without a plan',
        () => ({ action: 'start', ...january, rules: ['github-to-queue'] }),
        'InvalidInputError',
        'Nothing moves without a plan.',
      ],
      [
        'an unknown plan',
        () => ({ action: 'start', planId: 'trestle-local.none' }),
        'NotFoundError',
        'There is no plan trestle-local.none.',
      ],
      [
        'a plan of another stage',
        () => ({ action: 'start', planId: 'trestle-prod.x' }),
        'NotFoundError',
        'was made for trestle-prod, and this is trestle-local',
      ],
      [
        'an unknown rule',
        () => ({ action: 'plan', ...soon(), rules: ['none'] }),
        'NotFoundError',
        'The bus trestle-local has no rule called none. It has events-to-log,',
      ],
      [
        "another bus's rule",
        () => ({ action: 'plan', ...soon(), rules: ['other/none'] }),
        'InvalidInputError',
        'is a rule of the bus other',
      ],
      [
        'an unknown subscription',
        () => ({ action: 'plan', ...soon(), subscriptions: ['octo/none'] }),
        'NotFoundError',
        'has no subscription none',
      ],
      [
        'an unknown archive',
        () => ({ action: 'plan', ...soon(), archive: 'none' }),
        'NotFoundError',
        'There is no archive called none',
      ],
      [
        "another bus's archive",
        () => ({ action: 'plan', ...soon(), archive: 'trestle-local-holding' }),
        'InvalidInputError',
        'keeps another bus',
      ],
      [
        'eleven windows',
        () => ({ action: 'plan', ...soon(), windows: 11 }),
        'InvalidInputError',
        '11 windows are too many',
      ],
      [
        'a window before the archive',
        () => ({ action: 'plan', ...january }),
        'InvalidInputError',
        'it holds nothing older',
      ],
      [
        'a window that ends before it begins',
        () => ({ action: 'plan', from: january.to, to: january.from }),
        'InvalidInputError',
        'turn them round',
      ],
      [
        'a window in the future',
        () => ({ action: 'plan', from: '2036-01-01T00:00:00Z', to: '2036-01-02T00:00:00Z' }),
        'InvalidInputError',
        'lies in the future',
      ],
      [
        'an unknown event',
        () => ({ action: 'one', eventId: 'none', rule: 'github-to-queue' }),
        'NotFoundError',
        'holds none with the id none',
      ],
      [
        'a queue of somebody else',
        () => ({ action: 'plan', ...soon(), queue: 'arn:aws:sqs:us-east-1:000000000000:mine' }),
        'InvalidInputError',
        'must be one of this stage',
      ],
      [
        'an unknown replay',
        () => ({ action: 'status', replayName: 'none' }),
        'NotFoundError',
        'There is no replay called none',
      ],
      ['nothing', () => ({}), 'InvalidInputError', 'The request is wrong: /action is required.'],
    ])('refuses %s, and says what is possible', async (_name, command, name, message) => {
      await expect(app().invoke('replay', command())).rejects.toMatchObject({
        name,
        message: expect.stringContaining(message),
      });
    });

    test('a preview tells of every rule, and cannot be started', async () => {
      const { planId, rules, notes } = await app().invoke('replay', { action: 'plan', ...soon() });
      expect(rules.map(({ rule }: { rule: string }) => rule)).toContain('placed-order-to-fulfilment');
      expect(notes.join(' ')).toContain('This is a preview of every rule.');
      await expect(app().invoke('replay', { action: 'start', planId })).rejects.toThrow('is a preview');
    });
  });
}
