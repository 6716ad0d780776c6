import { setTimeout as pause } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { World } from './world.ts';

const DEAD_LETTERS = 'orders-to-queue-dead';
/** Dead letters that one redrive takes. */
const MOST_LETTERS = 1000;
/** Milliseconds for EventBridge to give events up that it may not deliver; it does not try them again. */
const LONGEST = 120_000;

interface Redriven {
  readonly letters: number;
  /** ARNs of the executions that replay them. */
  readonly replays?: readonly string[];
}

const lettersOf = async ({ invoke }: World): Promise<number> =>
  (await invoke<Readonly<Record<string, number>>>('redrive', { action: 'queues' }))[DEAD_LETTERS] ?? 0;

/** Waits until as many dead letters of the read model's rule are there. @throws Error where they do not come */
export async function untilDeadLettered(world: World, letters: number): Promise<void> {
  const deadline = performance.now() + LONGEST;
  for (let found = 0; found < letters; ) {
    found = await lettersOf(world);
    if (performance.now() > deadline) throw new Error(`${found} of ${letters} dead letters came.`);
    await pause(250);
  }
}

/**
 * Redrives the dead letters of the read model's rule through the application's function, until none is left and all
 * of them have been replayed.
 * @returns how many there were
 */
export async function redriveDeadLetters(world: World): Promise<number> {
  const { client, invoke } = world;
  const states = new SFNClient(client);
  let redriven = 0;
  for (;;) {
    if ((await lettersOf(world)) === 0) return redriven;
    const { letters, replays = [] } = await invoke<Redriven>('redrive', {
      action: 'redrive',
      queue: DEAD_LETTERS,
      limit: MOST_LETTERS,
    });
    redriven += letters;
    for (const executionArn of replays) {
      while ((await states.send(new DescribeExecutionCommand({ executionArn }))).status === 'RUNNING') await pause(250);
    }
  }
}
