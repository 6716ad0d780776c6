import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from '../../command.ts';
import { readEvents } from '../../event-log.ts';

const EVERY = 2_000;
/** Lines may come late by so much. */
const OVERLAP = 10_000;

/** Shows events as they come, until Ctrl-C. */
export const tailEvents: Command = {
  summary: 'show events as they come, until Ctrl-C',
  usage: '[--filter PATTERN] [--once]',
  help: [
    '--filter PATTERN  a CloudWatch Logs filter pattern, such as { $.detail-type = "order.*" }',
    '--once            the last minute only',
  ],
  options: { filter: { type: 'string', default: '' }, once: { type: 'boolean', default: false } },
  words: [0, 0],
  async run(_words, values, context) {
    const seen = new Set<string>();
    let from = Date.now() - 60_000;
    for (;;) {
      for await (const { line, at, event } of readEvents(context, String(values.filter), from)) {
        if (seen.has(line)) continue;
        seen.add(line);
        from = Math.max(from, at - OVERLAP);
        const replay = event['replay-name'] === undefined ? '' : ` (replay ${event['replay-name']})`;
        context.print(event, () => [
          `${event.time} ${event['detail-type']} ${event.detail.id} ${event.source}${replay}`,
        ]);
      }
      if (values.once === true) return 0;
      await pause(EVERY);
    }
  },
};
