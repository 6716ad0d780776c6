import type { Command } from '../../command.ts';

/** Cancels a run and its replays. */
export const cancelReplay: Command = {
  summary: 'cancel a run and its replays; what was delivered stays so',
  usage: 'PLAN',
  words: [1, 1],
  async run([planId = ''], _values, context) {
    const run = await context.invoke<{ readonly replayed: number; readonly planned: number }>('replay', {
      action: 'cancel',
      planId,
    });
    context.print(run, () => [`cancelled ${planId} after about ${run.replayed} of ${run.planned} events`]);
    return 0;
  },
};
