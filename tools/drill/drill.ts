import { type Fates, readFates } from './fates.ts';
import { faultsOf, scheduleFaults } from './faults.ts';
import { markedEvent } from './marked-events.ts';
import type { DrillOptions } from './options.ts';
import type { Say } from './progress.ts';
import { publishWithFaults } from './publish-with-faults.ts';
import { expectedDigest, loseReadModel, readModelDigest } from './read-model.ts';
import { type DrillReceipt, makeReceipt } from './receipt.ts';
import { recover } from './recover.ts';
import { redriveDeadLetters } from './redrive.ts';
import { TargetQueue } from './target-queue.ts';
import { RULE } from './target-rule.ts';
import { type Blueprint, openWorld } from './world.ts';

/** Seconds before the disaster from which on events may be missing: all of them, as soon as one is. */
const rpoOf = ({ missing }: Fates, from: number, disaster: number): number =>
  missing.length === 0 ? 0 : (disaster - from) / 1000;

/** Breaks and recovers the application, deployed as the blueprint has it. */
export async function runDrill(options: DrillOptions, blueprint: Blueprint, say: Say): Promise<DrillReceipt> {
  const { events: count, seed, windows } = options;
  const schedule = scheduleFaults(seed, count);
  const events = Array.from({ length: count }, (_, number) => markedEvent(seed, number));
  const publishedIds = events.map(({ id }) => id);
  const begun = performance.now();
  say(`drill with ${count} events, seed ${seed}`);
  for (const { what } of faultsOf(schedule)) say(`  ${what}`);
  const world = await openWorld(blueprint);
  try {
    const { client, deployment } = world;
    const { ordersQueueUrl, orderViewsTable, busArn, busLogGroup } = deployment;
    const queue = new TargetQueue(client, ordersQueueUrl);
    const from = Date.now();
    await publishWithFaults(world, events, schedule, queue, say);
    const publishSeconds = (Date.now() - from) / 1000;
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
      seconds: (performance.now() - begun) / 1000,
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
