import { ChangedError, type Subscription, type Subscriptions } from '../../../../lib/subscriptions/subscription.ts';
import {
  disableSubscription,
  pauseSubscription,
  resumeSubscription,
} from '../../../../lib/subscriptions/switch-subscription.ts';

const ID = 'sub-000000000001';
const T = (second: number): Date => new Date(Date.UTC(2026, 10, 23, 12, 0, second));

/** A table of one, whose steps and those of the rule are written down; `dies` makes a step fail. */
function harness(more: Partial<Subscription> = {}, dies: (step: string) => boolean = () => false) {
  let stored: Subscription = {
    id: ID,
    tenant: 'acme',
    name: 'mine',
    pattern: {},
    target: { kind: 'queue' },
    state: 'ACTIVE',
    pauses: [],
    createdAt: T(0).toISOString(),
    updatedAt: T(0).toISOString(),
    revision: '1',
    ...more,
  };
  const steps: string[] = [];
  const step = (text: string): void => {
    if (dies(text)) throw new Error(`died before: ${text}`);
    steps.push(text);
  };
  const subscriptions: Subscriptions = {
    create: async () => undefined,
    delete: async () => undefined,
    list: async () => [],
    find: async (tenant, id) => (tenant === 'acme' && id === ID ? stored : undefined),
    async save(next) {
      if (next.revision !== stored.revision) throw new ChangedError('changed');
      step(`save ${next.state}`);
      stored = { ...next, revision: `${Number(next.revision) + 1}` };
      return stored;
    },
  };
  const rules = { enable: async () => step('enable'), disable: async () => step('disable') };
  const at = (now: Date) => ({
    subscriptions,
    rules,
    now,
    settleSeconds: 0,
    async replay(name: string, rule: string, from: Date, to: Date) {
      step(`replay ${name} ${rule} ${from.toISOString()} ${to.toISOString()}`);
      return 'execution';
    },
  });
  return { steps, at, stored: () => stored };
}

test('a pause is written down before the rule stops, and its window is replayed when it ends', async () => {
  const { steps, at, stored } = harness();
  await pauseSubscription('acme', ID, at(T(10)));
  await resumeSubscription('acme', ID, at(T(70)));
  expect(steps).toEqual([
    'save PAUSED',
    'disable',
    'enable',
    'save ACTIVE',
    `replay resume.${ID}.${T(10).getTime().toString(36)} sub.acme.${ID} ${T(10).toISOString()} ${T(70).toISOString()}`,
    'save ACTIVE',
  ]);
  expect(stored()).toMatchObject({
    state: 'ACTIVE',
    pauses: [{ from: T(10).toISOString(), to: T(70).toISOString(), replay: 'execution' }],
  });
});

test.each([['disable'], ['enable'], ['replay']])('a crash before "%s" is made good by asking again', async (where) => {
  let alive = false;
  const { steps, at, stored } = harness({}, (text) => !alive && text.startsWith(where));
  const run = async () => {
    await pauseSubscription('acme', ID, at(T(10)));
    await resumeSubscription('acme', ID, at(T(70)));
  };
  await expect(run()).rejects.toThrow('died');
  alive = true;
  if (where === 'disable') await pauseSubscription('acme', ID, at(T(20)));
  await resumeSubscription('acme', ID, at(T(90)));
  // The window begins where the pause did, whatever happened since.
  expect(steps.filter((text) => text.startsWith('replay'))).toEqual([
    expect.stringContaining(`${T(10).toISOString()} `),
  ]);
  expect(stored()).toMatchObject({ state: 'ACTIVE', pauses: [{ replay: 'execution' }] });
});

test('pausing twice is one pause; resuming twice is one replay', async () => {
  const { steps, at, stored } = harness();
  await pauseSubscription('acme', ID, at(T(10)));
  await pauseSubscription('acme', ID, at(T(20)));
  await resumeSubscription('acme', ID, at(T(30)));
  await resumeSubscription('acme', ID, at(T(40)));
  expect(stored().pauses).toHaveLength(1);
  expect(steps.filter((text) => text.startsWith('replay'))).toHaveLength(1);
});

test('what a receiver that is gone has missed comes when it is back', async () => {
  const { at, stored } = harness();
  await disableSubscription('acme', ID, 'It answered 410.', at(T(10)));
  expect(stored()).toMatchObject({ state: 'DISABLED', pauses: [{ reason: 'It answered 410.' }] });
  await resumeSubscription('acme', ID, at(T(20)));
  expect(stored().state).toBe('ACTIVE');
});

test.each<[string, Partial<Subscription>, string, string, string]>([
  ['of another tenant', {}, 'other', ID, 'not-found'],
  ['that there is not', {}, 'acme', 'sub-000000000002', 'not-found'],
  ['whose name is none', {}, 'acme', '../x', 'not-found'],
  ['that is disabled', { state: 'DISABLED' }, 'acme', ID, 'conflict'],
  ['that is being made', { state: 'CREATING' }, 'acme', ID, 'conflict'],
  ['that is being deleted', { state: 'DELETING' }, 'acme', ID, 'conflict'],
])('refuses to pause a subscription %s', async (_name, more, tenant, id, kind) => {
  await expect(pauseSubscription(tenant, id, harness(more).at(T(0)))).rejects.toMatchObject({ kind });
});
