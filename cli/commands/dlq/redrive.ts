import type { Command } from '../../command.ts';

interface Redriven {
  readonly letters: number;
  readonly left?: number;
  readonly causes: readonly Readonly<Record<string, unknown>>[];
}

/** Brings dead letters on their way again. Their causes are kept in the function's log. */
export const redriveDeadLetters: Command = {
  summary: 'bring dead letters on their way again; their causes stay in the log',
  usage: 'QUEUE [--limit N]',
  help: ['--limit N  at most so many, 1 to 1000 (default 100)'],
  options: { limit: { type: 'string', default: '100' } },
  words: [1, 1],
  async run([queue = ''], values, context) {
    const done = await context.invoke<Redriven>('redrive', { action: 'redrive', queue, limit: Number(values.limit) });
    context.print(done, () => [
      `${done.letters - (done.left ?? 0)} of ${done.letters} redriven from ${queue}`,
      ...done.causes.map((cause) => `  ${Object.values(cause).join('  ')}`),
    ]);
    return (done.left ?? 0) === 0 ? 0 : 1;
  },
};
