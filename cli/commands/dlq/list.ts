import type { Command } from '../../command.ts';
import { table } from '../../table.ts';

interface Listed {
  readonly queue: string;
  readonly letters: number;
  readonly causes: readonly Readonly<Record<string, unknown>>[];
}

/** Tells what waits in the dead letter queues, or why it waits in one of them. */
export const listDeadLetters: Command = {
  summary: 'tell how much waits in each dead letter queue, or why in one of them; exit code 1 if anything waits',
  usage: '[QUEUE]',
  words: [0, 1],
  async run([queue], _values, context) {
    if (queue !== undefined) {
      const listed = await context.invoke<Listed>('redrive', { action: 'list', queue });
      context.print(listed, () => [
        `${listed.letters} in ${queue}`,
        ...listed.causes.map((cause) => `  ${Object.values(cause).join('  ')}`),
      ]);
      return listed.letters === 0 ? 0 : 1;
    }
    const counts = await context.invoke<Readonly<Record<string, number>>>('redrive', { action: 'queues' });
    context.print(counts, () => table([['queue', 'letters'], ...Object.entries(counts)]));
    return Object.values(counts).every((count) => count === 0) ? 0 : 1;
  },
};
