import { readFileSync } from 'node:fs';
import { publish } from '../../api.ts';
import { CliError } from '../../cli-error.ts';
import type { Command } from '../../command.ts';

interface Answer {
  readonly accepted?: number;
  readonly rejected?: number;
  readonly events?: readonly {
    readonly id?: string;
    readonly status: number;
    readonly problem?: { readonly detail: string };
  }[];
  readonly id?: string;
}

/** Publishes CloudEvents through the API. */
export const publishEvents: Command = {
  summary: 'publish one CloudEvent, or a list of them, from a file or standard input (-)',
  usage: 'FILE',
  words: [1, 1],
  async run([file = '-'], _values, context) {
    const body = readFileSync(file === '-' ? 0 : file, 'utf8');
    try {
      JSON.parse(body);
    } catch {
      throw new CliError(`${file} is no JSON.`, 'Write a CloudEvent, or a list of up to 100.', 2);
    }
    const answer = await publish<Answer>(context, body);
    const refused = (answer.events ?? []).filter(({ status }) => status >= 300);
    context.print(answer, () =>
      answer.events
        ? [
            `${answer.accepted} accepted, ${answer.rejected} refused`,
            ...refused.map(({ id, problem }) => `  ${id}: ${problem?.detail}`),
          ]
        : [`accepted ${answer.id}`],
    );
    return refused.length === 0 ? 0 : 1;
  },
};
