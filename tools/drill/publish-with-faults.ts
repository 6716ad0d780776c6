import { setTimeout as pause } from 'node:timers/promises';
import type { TrafficTarget } from '../start/traffic.ts';
import type { FaultSchedule } from './faults.ts';
import type { MarkedEvent } from './marked-events.ts';
import { type Say, sayNowAndThen } from './progress.ts';
import { publishAll } from './publish.ts';
import { replayWindow } from './recover.ts';
import { redriveDeadLetters, untilDeadLettered } from './redrive.ts';
import type { TargetQueue } from './target-queue.ts';
import { whileDisabled } from './target-rule.ts';
import { throttledFor } from './throttled-function.ts';
import type { World } from './world.ts';

/** Milliseconds after which a batch is surely on its way. */
const INTO_IT = 50;

/** Publishes the events, breaks things meanwhile as scheduled, and mends each as an operator would. */
export async function publishWithFaults(
  world: World,
  events: readonly MarkedEvent[],
  { throttled, killAt, denied, disabled }: FaultSchedule,
  queue: TargetQueue,
  say: Say,
): Promise<void> {
  const { client, deployment } = world;
  const target: TrafficTarget = { ...client, apiEndpoint: deployment.apiEndpoint, githubSecret: '', githubTypes: [] };
  const progress = sayNowAndThen(say);
  let accepted = 0;
  const publish = (from: number, to: number): Promise<void> =>
    publishAll(target, events.slice(from, to), (more) => {
      accepted += more;
      progress(() => `${accepted} of ${events.length} events published`);
    });

  const killInTheMiddle = async (): Promise<void> => {
    await pause(INTO_IT);
    say(`kill -9 after ${killAt} events and more on their way`);
    await world.crash();
  };

  await publish(0, throttled?.from ?? killAt);
  if (throttled) {
    say(`the function that publishes is throttled after ${throttled.from} events`);
    await throttledFor(client, world.nameOf('publish-events'), () => publish(throttled.from, throttled.to));
  }
  await Promise.all([publish(killAt, denied.from), killInTheMiddle()]);

  await queue.deny();
  await publish(denied.from, denied.to);
  await untilDeadLettered(world, denied.to - denied.from);
  await queue.allow();
  say(`${await redriveDeadLetters(world)} dead letters redriven`);

  await publish(denied.to, disabled?.from ?? events.length);
  if (disabled) {
    const from = new Date();
    await whileDisabled(client, deployment.busName, () => publish(disabled.from, disabled.to));
    say(`the rule was disabled for ${disabled.to - disabled.from} events`);
    await replayWindow(world, { from, to: new Date(), windows: 1 }, say);
    await publish(disabled.to, events.length);
  }
  // What a killed consumer had taken is hidden from others for a minute.
  await queue.untilEmpty((waiting) => progress(() => `${waiting} messages wait for the read model`));
}
