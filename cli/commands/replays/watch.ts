import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from '../../command.ts';
import { table } from '../../table.ts';
import type { Run } from './answers.ts';

const EVERY = 2_000;

const standing = ({ state, replayed, planned, windows }: Run): string =>
  `${state} about ${replayed} of ${planned} events, ${windows.filter((window) => window.state === 'COMPLETED').length} of ${windows.length} windows`;

function ending(run: Run): string[] {
  const { receipt } = run;
  if (!receipt) return [standing(run)];
  return [
    `${run.state}, ${receipt.verdict}: ${receipt.replayed} of ${run.planned} events in ${receipt.seconds} s, ${receipt.eventsPerSecond}/s`,
    ...table([
      ['rule', 'delivered', 'dead letters'],
      ...receipt.rules.map(({ rule, delivered, deadLettered }) => [rule, delivered, deadLettered]),
    ]),
    ...receipt.causes.map((cause) => `! ${cause}`),
    `receipt ${receipt.digest}`,
  ];
}

/** Follows a run to its end and shows its receipt. */
export const watchReplay: Command = {
  summary: 'follow a run to its end, and show its receipt; exit code 0 only if it is complete',
  usage: 'PLAN',
  words: [1, 1],
  async run([planId = ''], values, context) {
    for (let last = ''; ; ) {
      const run = await context.invoke<Run>('replay', { action: 'status', planId });
      if (run.endedAt !== undefined) {
        context.print(run, () => ending(run));
        return run.receipt?.verdict === 'complete' ? 0 : 1;
      }
      const line = standing(run);
      if (line !== last && values.json !== true) console.log(line);
      last = line;
      await pause(EVERY);
    }
  },
};
