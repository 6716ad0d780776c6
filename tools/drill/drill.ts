import { setTimeout as pause } from 'node:timers/promises';
import type { TrafficTarget } from '../start/traffic.ts';
import { type Fates, readFates } from './fates.ts';
import { describeFaults, scheduleFaults } from './faults.ts';
import { type MarkedEvent, markedEvent } from './marked-events.ts';
import type { DrillOptions } from './options.ts';
import { publishAll } from './publish.ts';
import { expectedDigest, loseReadModel, readModelDigest } from './read-model.ts';
import { type DrillReceipt, makeReceipt } from './receipt.ts';
import { RULE, recover } from './recover.ts';
import { redriveDeadLetters } from './redrive.ts';
import { TargetQueue } from './target-queue.ts';
import { openWorld, type World } from './world.ts';

type Say = (line: string) => void;

async function publishWithFaults(
  world: World,
  events: readonly MarkedEvent[],
  options: DrillOptions,
  queue: TargetQueue,
  say: Say,
): Promise<void> {
  const { client, deployment } = world;
  const target: TrafficTarget = { ...client, apiEndpoint: deployment.apiEndpoint, githubSecret: '', githubTypes: [] };
  const { killAt, deniedFrom, deniedTo } = scheduleFaults(options.seed, options.events);
  await publishAll(target, events.slice(0, killAt));
  const underway = publishAll(target, events.slice(killAt, deniedFrom));
  await pause(50);
  say(`kill -9 after ${killAt} events and more on their way`);
  await world.crash();
  await underway;
  await queue.deny();
  await publishAll(target, events.slice(deniedFrom, deniedTo));
  await queue.untilEmpty();
  await queue.allow();
  say(`${await redriveDeadLetters(world)} dead letters redriven`);
  await publishAll(target, events.slice(deniedTo));
}

/** Seconds before the disaster from which on events may be missing: all of them, as soon as one is. */
const rpoOf = ({ missing }: Fates, from: number, disaster: number): number =>
  missing.length === 0 ? 0 : (disaster - from) / 1000;

/** Breaks and recovers the application. */
export async function runDrill(options: DrillOptions, say: Say): Promise<DrillReceipt> {
  const { events: count, seed, windows } = options;
  const schedule = scheduleFaults(seed, count);
  const events = Array.from({ length: count }, (_, number) => markedEvent(seed, number));
  const publishedIds = events.map(({ id }) => id);
  say(`drill with ${count} events, seed ${seed}`);
  for (const fault of describeFaults(schedule)) say(`  ${fault}`);
  const world = await openWorld();
  try {
    const { client, deployment } = world;
    const { ordersQueueUrl, orderViewsTable, busArn, busLogGroup } = deployment;
    const queue = new TargetQueue(client, ordersQueueUrl);
    say('deployed; publishing …');
    const from = Date.now();
    await publishWithFaults(world, events, options, queue, say);
    const publishSeconds = (Date.now() - from) / 1000;
    await queue.untilEmpty();
    const before = await readModelDigest(client, orderViewsTable);

    say('the read model is lost');
    const disaster = Date.now();
    await loseReadModel(client, orderViewsTable);
    const window = { from: new Date(from - 1000), to: new Date(disaster), windows };
    const recovery = await recover(world, window, schedule, queue, say);
    await queue.untilEmpty();
    const after = await readModelDigest(client, orderViewsTable);
    const rtoSeconds = (Date.now() - disaster) / 1000;
    await redriveDeadLetters(world);
    const ruleArn = `${busArn.replace(':event-bus/', ':rule/')}/${RULE}`;
    const fates = await readFates(client, publishedIds, { group: busLogGroup, ruleArn, since: disaster, from });
    return makeReceipt(options, {
      schedule,
      publishedIds,
      publishSeconds,
      rtoSeconds,
      rpoSeconds: rpoOf(fates, from, disaster),
      fates,
      readModel: { expected: expectedDigest(events), before, after },
      recovery,
    });
  } finally {
    await world.stop();
  }
}
