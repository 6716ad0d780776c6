import { setTimeout as pause } from 'node:timers/promises';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { World } from './world.ts';

const DEAD_LETTERS = 'orders-to-queue-dead';
/** Dead letters that one redrive takes. */
const MOST_LETTERS = 1000;

interface Redriven {
  readonly letters: number;
  /** ARNs of the executions that replay them. */
  readonly replays?: readonly string[];
}

/**
 * Redrives the dead letters of the read model's rule through the application's function, until none is left and all
 * of them have been replayed.
 * @returns how many there were
 */
export async function redriveDeadLetters({ client, invoke }: World): Promise<number> {
  const states = new SFNClient(client);
  let redriven = 0;
  for (;;) {
    const waiting = await invoke<Readonly<Record<string, number>>>('redrive', { action: 'queues' });
    if ((waiting[DEAD_LETTERS] ?? 0) === 0) return redriven;
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
