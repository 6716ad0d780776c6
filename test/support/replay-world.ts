import { type ArchiveFacts, isActive, type Replay } from '../../lib/replays/archive.ts';
import type { BusRule } from '../../lib/replays/plans/bus-rule.ts';
import type { ReplayPlan } from '../../lib/replays/plans/replay-plan.ts';
import { type LoggedEvent, WindowCounter } from '../../lib/replays/plans/window-events.ts';
import { readReplayCommand } from '../../lib/replays/replay-command.ts';
import { type ReplayPorts, replayEvents } from '../../lib/replays/replayer.ts';
import { type ReplayRun, RunExistsError, type RunState } from '../../lib/replays/runs/replay-run.ts';
import type { Reservation } from '../../lib/replays/runs/reservations.ts';

const BUS = 'arn:aws:events:us-east-1:000000000000:event-bus/stage';
const RULES = 'arn:aws:events:us-east-1:000000000000:rule/stage';
const QUEUES = 'arn:aws:sqs:us-east-1:000000000000:stage';
export const NOW = Date.UTC(2026, 10, 23, 12);

export const busRule = (name: string, more: Partial<BusRule> = {}): BusRule => ({
  name,
  arn: `${RULES}/${name}`,
  state: 'ENABLED',
  pattern: '{"source":[{"prefix":"partner/"}]}',
  onReplay: 'repeat',
  targets: [{ Arn: `${QUEUES}-${name}` }],
  ...more,
});

/** Everything that `replay` works with, in memory, at noon. The archive is of 1 November and keeps 30 days. */
export function replayWorld() {
  const rules = new Map(
    [
      busRule('safe'),
      busRule('also'),
      busRule('pay', { onReplay: 'unsafe' }),
      busRule('off', { state: 'DISABLED' }),
    ].map((each) => [each.name, each]),
  );
  const archives = new Map<string, ArchiveFacts>();
  const archive = (name: string, busArn: string): void => {
    archives.set(name, {
      name,
      arn: `archive/${name}`,
      busArn,
      createdAt: '2026-11-01T00:00:00.000Z',
      retentionDays: 15,
      pattern: '{}',
    });
  };
  archive('stage', BUS);
  archive('other', `${BUS}-other`);
  const events: LoggedEvent[] = [];
  const plans = new Map<string, ReplayPlan>();
  const runs = new Map<string, ReplayRun>();
  const kept: string[] = [];
  const executions = new Map<string, RunState>();
  const replays = new Map<string, Replay>();
  const removed: string[] = [];
  let serial = 0;
  const world = {
    rules,
    archives,
    events,
    plans,
    runs,
    kept,
    held: [] as readonly Reservation[],
    executions,
    replays,
    removed,
    now: NOW,
    run,
    ports,
  };

  function ports(): ReplayPorts {
    return {
      archive: {
        facts: async (name) => archives.get(name),
        find: async (name) => replays.get(name),
        async cancel(name) {
          const found = replays.get(name);
          if (found) replays.set(name, { ...found, state: 'CANCELLED' });
        },
        active: async () => [...replays.values()].filter(isActive),
        list: async (prefix = '') => [...replays.values()].filter(({ replayName }) => replayName.startsWith(prefix)),
      },
      book: {
        bus: 'stage',
        busArn: BUS,
        find: async (name) => rules.get(name),
        all: async () => [...rules.values()],
        names: async (prefix) => [...rules.keys()].filter((name) => name.startsWith(prefix)),
        // Rules of subscriptions ask for their tenant's sources; the others take all.
        matches: async (pattern, event) =>
          JSON.parse(event).source.startsWith(/partner\/stage\/\w+\//.exec(pattern)?.[0] ?? ''),
        async remove(name) {
          removed.push(name);
          rules.delete(name);
        },
      },
      log: {
        async count(window) {
          const counter = new WindowCounter(window);
          for (const event of events) counter.add(event, JSON.stringify(event));
          return counter.counted;
        },
        delivered: async () => new Map([[`${RULES}/pay`, 2]]),
        async find(eventId, sourcePrefix = '') {
          const found = events.find(({ detail, source }) => detail.id === eventId && source.startsWith(sourcePrefix));
          return found && JSON.stringify(found);
        },
        heldFrom: async () => '2026-11-20T00:00:00.000Z',
      },
      plans: {
        save: async (plan) => void plans.set(plan.planId, plan),
        keep: async ({ planId }) => void kept.push(planId),
        find: async (planId) => plans.get(planId),
      },
      runs: {
        async create(created) {
          if (runs.has(created.planId)) throw new RunExistsError('There is one.');
          runs.set(created.planId, created);
        },
        find: async (planId) => runs.get(planId),
        save: async (saved) => void runs.set(saved.planId, saved),
      },
      reservations: {
        held: async () => world.held,
        async change(change) {
          world.held = await change(world.held);
        },
      },
      workflow: {
        start: async (planId) => void executions.set(planId, 'RUNNING'),
        stateOf: async (planId) => executions.get(planId) ?? 'NOT_STARTED',
        stop: async (planId) => void executions.set(planId, 'ABORTED'),
      },
      rate: async () => undefined,
      settings: {
        prefix: 'stage',
        archiveName: 'stage',
        lagSeconds: 600,
        settleSeconds: 60,
        shadowQueueArn: `${QUEUES}-shadow`,
        deliveryRoleArn: 'role',
      },
      now: world.now,
      random: () => `x${serial++}`,
    };
  }

  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form
  function run(command: unknown): Promise<any> {
    return Promise.resolve().then(() => replayEvents(readReplayCommand(command), ports()));
  }
  return world;
}

/** An event of the shop that came at that time. */
export const loggedEvent = (id: string, time: string, more: Partial<LoggedEvent> = {}): LoggedEvent => ({
  id: `bus-${id}`,
  source: 'partner/stage/shop/orders',
  'detail-type': 'order.placed',
  time,
  detail: { id, tenant: 'shop' },
  ...more,
});
