import { readReplayCommand } from '../../../../lib/replays/replay-command.ts';
import {
  type Archive,
  type NewReplay,
  type Replay,
  ReplayExistsError,
  replayEvents,
} from '../../../../lib/replays/replayer.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const start = {
  action: 'start',
  from: '2026-11-23T11:00:00Z',
  to: '2026-11-23T11:30:00Z',
  rules: ['orders-to-queue'],
} as const;

function harness() {
  const replays = new Map<string, Replay>();
  const archive: Archive = {
    async start({ replayName, from, to, rules }: NewReplay) {
      if (replays.has(replayName)) throw new ReplayExistsError('There is one.');
      replays.set(replayName, { replayName, rules, from: from.toISOString(), to: to.toISOString(), state: 'STARTING' });
    },
    find: async (name) => replays.get(name),
    async cancel(name) {
      const replay = replays.get(name);
      if (replay) replays.set(name, { ...replay, state: 'CANCELLED' });
    },
    list: async () => [...replays.values()],
    knownRules: async (names) => names.filter((name) => name === 'orders-to-queue' || name === 'events-to-log'),
  };
  return {
    replays,
    run: (command: unknown, lagSeconds = 600) =>
      replayEvents(readReplayCommand(command), { archive, now: NOW, lagSeconds }),
  };
}

test('starts a replay to the rules that were named', async () => {
  const { run } = harness();
  expect(await run({ ...start, reason: 'the read model was lost' })).toEqual({
    replayName: expect.stringMatching(/^replay-2026-11-23T110000Z-1800s-[0-9a-z]+$/),
    state: 'STARTING',
    from: '2026-11-23T11:00:00.000Z',
    to: '2026-11-23T11:30:00.000Z',
    rules: ['orders-to-queue'],
  });
});

test('says how it stands, cancels it, lists it', async () => {
  const { run } = harness();
  await run({ ...start, replayName: 'mine' });
  expect(await run({ action: 'status', replayName: 'mine' })).toMatchObject({ state: 'STARTING' });
  expect(await run({ action: 'cancel', replayName: 'mine' })).toMatchObject({ state: 'CANCELLED' });
  expect(await run({ action: 'list' })).toHaveLength(1);
});

test.each<[string, unknown, string, string]>([
  ['nothing', undefined, 'invalid', 'must be object'],
  ['an unknown action', { action: 'rewind' }, 'invalid', 'must be one of "start", "status", "cancel", "list"'],
  ['no window', { action: 'start', rules: ['a'] }, 'invalid', '/from is required; /to is required'],
  ['no rules', { ...start, rules: [] }, 'invalid', '/rules'],
  ['a rule twice', { ...start, rules: ['a', 'a'] }, 'invalid', '/rules'],
  ['a member it does not know', { ...start, bus: 'x' }, 'invalid', '/bus is not part of the contract'],
  ['a name AWS does not allow', { ...start, replayName: 'a b' }, 'invalid', '/replayName'],
  ['a time that is none', { ...start, from: 'noon' }, 'invalid', '/from'],
  ['a window that ends before it begins', { ...start, to: start.from }, 'invalid', '/from must be before /to'],
  [
    'a window that the archive may not hold yet',
    { ...start, to: '2026-11-23T11:50:01Z' },
    'invalid',
    'must not be after 2026-11-23T11:50:00.000Z',
  ],
  ['the future', { ...start, to: '2026-11-24T00:00:00Z' }, 'invalid', 'must not be after'],
  [
    'an unknown rule',
    { ...start, rules: ['orders-to-queue', 'nothing', 'nobody'] },
    'not-found',
    'no rule called nothing, nobody',
  ],
  ['the state of nothing', { action: 'status', replayName: 'none' }, 'not-found', 'no replay called none'],
  ['the end of nothing', { action: 'cancel', replayName: 'none' }, 'not-found', 'no replay called none'],
])('refuses %s', async (_name, command, kind, message) => {
  await expect((async () => harness().run(command))()).rejects.toMatchObject({
    kind,
    message: expect.stringContaining(message),
  });
});

test('refuses a name that was used', async () => {
  const { run } = harness();
  await run({ ...start, replayName: 'mine' });
  await expect(run({ ...start, replayName: 'mine' })).rejects.toMatchObject({ kind: 'conflict' });
});

test('takes a window up to now where the archive does not lag', async () => {
  expect(await harness().run({ ...start, to: '2026-11-23T12:00:00Z' }, 0)).toMatchObject({ state: 'STARTING' });
});
