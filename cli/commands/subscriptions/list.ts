import { callApi } from '../../api.ts';
import type { Command } from '../../command.ts';
import { table } from '../../table.ts';
import type { Subscription } from './answers.ts';

interface Page {
  readonly items: readonly Subscription[];
  readonly next?: string;
}

/** Lists the subscriptions of the key's tenant. */
export const listSubscriptions: Command = {
  summary: 'list your subscriptions',
  usage: '',
  words: [0, 0],
  async run(_words, _values, context) {
    const items: Subscription[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? '' : `?cursor=${encodeURIComponent(cursor)}`;
      const page = await callApi<Page>(context, 'GET', `/subscriptions${query}`);
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== undefined);
    context.print(items, () =>
      table([
        ['id', 'state', 'target', 'name'],
        ...items.map(({ id, state, target, name }) => [id, state, target.kind, name]),
      ]),
    );
    return 0;
  },
};
