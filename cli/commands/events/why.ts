import { callApi } from '../../api.ts';
import type { Command } from '../../command.ts';

interface Explanation {
  readonly verdict: string;
  readonly why: string;
  readonly steps: readonly { readonly at: string; readonly outcome: string; readonly detail?: string }[];
}

/** Says why an event did or did not arrive at a subscription. */
export const whyEvent: Command = {
  summary: 'say why an event did, or did not, arrive at a subscription',
  usage: 'EVENT SUBSCRIPTION',
  words: [2, 2],
  async run([event = '', subscription = ''], _values, context) {
    const path = `/subscriptions/${encodeURIComponent(subscription)}/why/${encodeURIComponent(event)}`;
    const answer = await callApi<Explanation>(context, 'GET', path);
    context.print(answer, () => [
      answer.why,
      ...answer.steps.map(({ at, outcome, detail }) => `  ${at} ${outcome}${detail === undefined ? '' : ` ${detail}`}`),
    ]);
    return 0;
  },
};
