import { type Answer, type DeployedApplication, eventually, someId } from '../../support/deployed-application.ts';

/** An integrator's own replays, through the subscriptions API. */
export function describeOwnReplays(app: () => DeployedApplication): void {
  describe('own replays', () => {
    const tenant = `r${someId().slice(0, 8)}`;
    const keys = new Map<string, string>();
    let [mine, theirs] = [
      { id: '', target: { queueUrl: '' } },
      { id: '', target: { queueUrl: '' } },
    ];

    const call = (method: string, path: string, body?: unknown, of = tenant): Promise<Answer> =>
      app().call(method, path, {
        headers: { authorization: `Bearer ${keys.get(of) ?? ''}` },
        ...(body === undefined ? {} : { body }),
      });
    const subscribe = async (of: string) => {
      await app().invoke('manage-tenants', {
        action: 'create-tenant',
        tenant: of,
        name: of,
        awsAccount: '111122223333',
      });
      keys.set(of, (await app().invoke('manage-tenants', { action: 'issue-key', tenant: of })).key);
      const wanted = { name: 'mine', pattern: { 'detail-type': ['stock.replenished'] }, target: { kind: 'queue' } };
      return (await call('POST', '/v1/subscriptions', wanted, of)).body;
    };
    const publish = async (of: string): Promise<string> => {
      const id = someId();
      const data = { sku: 'OWN-1', quantity: 1, replenishedAt: '2026-11-23T06:00:00Z' };
      const source = `partner/trestle/${of}/stock`;
      const event = { specversion: '1.0', id, source, type: 'stock.replenished', data };
      expect((await app().publish(event)).status).toBe(202);
      return id;
    };
    const at = (path: string, id = mine.id): string => `/v1/subscriptions/${id}${path}`;
    const begun = new Date(Date.now() - 1000).toISOString();
    let published: readonly string[] = [];
    const window = () => ({ from: begun, to: new Date(Date.now() - 1).toISOString() });

    beforeAll(async () => {
      mine = await subscribe(tenant);
      theirs = await subscribe(`${tenant}-other`);
      await publish(`${tenant}-other`);
      published = [await publish(tenant), await publish(tenant)];
      const waiting = new Set(published);
      await app().take(mine.target.queueUrl, ({ detail }) => waiting.delete(detail.id) && waiting.size === 0);
    });

    const planned = async (wish: object) => {
      const plan = await call('POST', at('/replay-plans'), wish);
      expect(plan).toMatchObject({ status: 201 });
      return plan.body;
    };
    const started = async (planId: string) => {
      const start = await call('POST', at('/replays'), { planId, reason: 'the disk was full' });
      expect(start).toMatchObject({ status: 202, body: { planId } });
      return start.headers.get('location') ?? '';
    };
    const ended = (location: string) =>
      eventually(async () => {
        const { body } = await call('GET', location);
        return body.endedAt === undefined ? undefined : body;
      }, `the end of ${location}`);

    test('a window is planned, replayed to the own queue alone, and has a receipt', async () => {
      const plan = await eventually(async () => {
        const made = await planned(window());
        return made.events.alreadyDelivered === 2 ? made : undefined;
      }, 'both deliveries in the log');
      expect(plan).toMatchObject({
        events: { matches: 2, exact: true, byType: { 'stock.replenished': 2 } },
        warnings: expect.arrayContaining([
          '2 of them came to you already, and come again. Keep the ids you have worked on.',
        ]),
      });
      const location = await started(plan.planId);
      const again = new Set(published);
      await app().take(
        mine.target.queueUrl,
        (event) => 'replay-name' in event && again.delete(event.detail.id) && again.size === 0,
      );
      expect(await ended(location)).toMatchObject({
        state: 'SUCCEEDED',
        reason: `${tenant} asked for it over the API: the disk was full`,
        expected: 2,
        progress: 'COMPLETED',
        receipt: { verdict: 'complete', causes: [], delivered: 2, deadLettered: 0 },
      });
      expect(await call('POST', `${location}/cancel`)).toMatchObject({
        status: 409,
        body: { detail: expect.stringContaining('has ended, SUCCEEDED; there is nothing to cancel') },
      });
      expect(await call('POST', at('/replays'), { planId: plan.planId })).toMatchObject({ status: 409 });
      // The other tenant neither got anything nor learns that there was something.
      expect((await call('GET', location, undefined, `${tenant}-other`)).status).toBe(404);
      const theirPlan = await call('POST', at('/replay-plans', theirs.id), window(), `${tenant}-other`);
      expect(theirPlan.body.events).toMatchObject({ matches: 1, alreadyDelivered: 1 });
    });

    test('one event comes again by its id', async () => {
      const [eventId] = published;
      const plan = await planned({ eventId });
      expect(plan).toMatchObject({ eventId, events: { matches: 1 } });
      const location = await started(plan.planId);
      const again = await app().take(mine.target.queueUrl, (event) => 'replay-name' in event);
      expect(again.detail.id).toBe(eventId);
      expect(await ended(location)).toMatchObject({
        state: 'SUCCEEDED',
        receipt: { verdict: 'complete', delivered: 1 },
      });
    });

    test('a replay is cancelled', async () => {
      const { planId } = await planned(window());
      const location = await started(planId);
      const cancelled = await call('POST', `${location}/cancel`);
      // It may have been faster than we are.
      expect([200, 409]).toContain(cancelled.status);
      expect(['ABORTED', 'SUCCEEDED']).toContain((await ended(location)).state);
    });

    test.each<[string, () => [string, unknown], number, string | undefined]>([
      ['a body that is not JSON', () => [at('/replay-plans'), '{'], 400, undefined],
      ['nothing', () => [at('/replay-plans'), {}], 422, '/from'],
      ['half a window', () => [at('/replay-plans'), { from: begun }], 422, '/to'],
      ['a window and an event', () => [at('/replay-plans'), { ...window(), eventId: 'x' }], 422, '/from'],
      ['a time that is none', () => [at('/replay-plans'), { from: 'noon', to: begun }], 422, '/from'],
      [
        'a window that ends before it begins',
        () => [at('/replay-plans'), { from: window().to, to: begun }],
        422,
        '/from',
      ],
      [
        'a window in the future',
        () => [at('/replay-plans'), { from: '2036-01-01T00:00:00Z', to: '2036-01-02T00:00:00Z' }],
        422,
        '/from',
      ],
      [
        'a window that is not over',
        () => [at('/replay-plans'), { from: begun, to: '2036-01-02T00:00:00Z' }],
        422,
        '/to',
      ],
      [
        'a window before the archive',
        () => [at('/replay-plans'), { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }],
        422,
        '/to',
      ],
      ['other rules', () => [at('/replay-plans'), { ...window(), rules: ['events-to-log'] }], 422, '/rules'],
      ['more windows', () => [at('/replay-plans'), { ...window(), windows: 10 }], 422, '/windows'],
      ['an event that never was', () => [at('/replay-plans'), { eventId: 'none' }], 404, undefined],
      ['any event', () => [at('/replay-plans'), { eventId: '*' }], 404, undefined],
      ["another tenant's subscription", () => [at('/replay-plans', theirs.id), window()], 404, undefined],
      ['an unknown subscription', () => [at('/replay-plans', 'sub-000000000000'), window()], 404, undefined],
      ['a start without a plan', () => [at('/replays'), window()], 422, '/planId'],
      ['a start of an unknown plan', () => [at('/replays'), { planId: 'trestle-local.none' }], 404, undefined],
      ['a plan id that is none', () => [at('/replays'), { planId: 'a/b' }], 422, '/planId'],
      [
        'to accept what is unsafe',
        () => [at('/replays'), { planId: 'x', acceptUnsafe: ['pay'] }],
        422,
        '/acceptUnsafe',
      ],
      ['to cancel an unknown plan', () => [at('/replays/none/cancel'), undefined], 404, undefined],
      ['to cancel what is no plan', () => [at(`/replays/${'x'.repeat(2000)}/cancel`), undefined], 404, undefined],
    ])('refuses %s', async (_name, ask, status, pointer) => {
      const answer = await call('POST', ...ask());
      expect(answer).toMatchObject({ status, body: { type: expect.stringMatching(/^urn:trestle:problem:/), status } });
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      if (pointer !== undefined)
        expect(answer.body.errors.map((e: { pointer: string }) => e.pointer)).toContain(pointer);
    });
  });
}
