import { CliError } from '../../cli-error.ts';
import type { Command } from '../../command.ts';
import { readEvents } from '../../event-log.ts';

/** Shows an event by its id, with every replay that brought it again. */
export const showEvent: Command = {
  summary: 'show an event by its id, each time that it passed the bus',
  usage: 'ID',
  words: [1, 1],
  async run([id = ''], _values, context) {
    const found: unknown[] = [];
    for await (const { event } of readEvents(context, `{ $.detail.id = ${JSON.stringify(id)} }`)) found.push(event);
    if (found.length === 0) {
      throw new CliError(
        `The log of events holds none with the id ${id}.`,
        'Logs forget; the archive may still hold it: plan a replay of its time.',
      );
    }
    context.print(found, () => found.map((event) => JSON.stringify(event, null, 2)));
    return 0;
  },
};
