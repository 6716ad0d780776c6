import { type Command, listOf } from '../../command.ts';

/** Starts a plan. */
export const startReplay: Command = {
  summary: 'start what was planned',
  usage: 'PLAN [--accept-unsafe RULE]… [--reason TEXT]',
  help: [
    '--accept-unsafe RULE  a rule that is unsafe to repeat and shall get the events all the same',
    '--reason TEXT         stands in the receipt',
  ],
  options: { 'accept-unsafe': { type: 'string', multiple: true }, reason: { type: 'string' } },
  words: [1, 1],
  async run([planId = ''], values, context) {
    const acceptUnsafe = listOf(values['accept-unsafe']);
    const run = await context.invoke<object>('replay', {
      action: 'start',
      planId,
      ...(acceptUnsafe.length > 0 ? { acceptUnsafe } : {}),
      ...(values.reason === undefined ? {} : { reason: values.reason }),
    });
    context.print(run, () => [`started ${planId}`, `Watch it with: trestle replays watch ${planId}`]);
    return 0;
  },
};
