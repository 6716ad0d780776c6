import { callApi } from '../../api.ts';
import type { Command } from '../../command.ts';

/** Shows a subscription. */
export const showSubscription: Command = {
  summary: 'show a subscription',
  usage: 'ID',
  words: [1, 1],
  async run([id = ''], _values, context) {
    const subscription = await callApi<object>(context, 'GET', `/subscriptions/${encodeURIComponent(id)}`);
    context.print(subscription, () => [JSON.stringify(subscription, null, 2)]);
    return 0;
  },
};
