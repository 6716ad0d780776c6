import { callApi } from '../../api.ts';
import type { Command } from '../../command.ts';
import type { Subscription } from './answers.ts';

const switching = (action: 'pause' | 'resume', summary: string): Command => ({
  summary,
  usage: 'ID',
  words: [1, 1],
  async run([id = ''], _values, context) {
    const path = `/subscriptions/${encodeURIComponent(id)}/${action}`;
    const subscription = await callApi<Subscription>(context, 'POST', path);
    context.print(subscription, () => [`${id} is ${subscription.state}`]);
    return 0;
  },
});

export const pauseSubscription = switching('pause', 'stop deliveries; nothing is lost');
export const resumeSubscription = switching('resume', 'start deliveries again, with what came meanwhile');
