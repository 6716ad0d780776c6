import { CliError } from '../../cli-error.ts';
import { type Command, listOf } from '../../command.ts';
import { table } from '../../table.ts';
import type { Plan } from './answers.ts';

const tallies = (title: string, of: Plan['events']['byType']): string[] =>
  table([[title, 'events', 'bytes'], ...Object.entries(of).map(([name, { events, bytes }]) => [name, events, bytes])]);

const linesOf = (plan: Plan): string[] => [
  `plan ${plan.planId}, good until ${plan.expiresAt}`,
  `window ${plan.window.from} to ${plan.window.to}, complete from ${plan.completeFrom}`,
  `${plan.events.events} events, ${plan.events.bytes} bytes, in ${plan.windows.length} replays; about ${plan.duration.seconds} s (${plan.duration.basis}), $${plan.cost.usd} without ${plan.cost.without.join(', ')}`,
  `${plan.quota.free} of ${plan.quota.most} replays free`,
  '',
  ...tallies('type', plan.events.byType),
  '',
  ...tallies('tenant', plan.events.byTenant),
  '',
  ...table([
    ['rule', 'on replay', 'matches', 'had already'],
    ...plan.rules.map(({ rule, onReplay, matches, exact, had }) => [
      rule,
      onReplay,
      exact ? matches : `about ${matches}`,
      had,
    ]),
  ]),
  ...plan.notes.map((note) => `! ${note}`),
  ...(plan.towards.length === 0 ? [] : ['', `Start it with: trestle replays start ${plan.planId}`]),
];

/** Plans a replay; nothing moves. */
export const planReplay: Command = {
  summary: 'say what a replay would do; nothing moves',
  usage: '--from TIME --to TIME [--rule NAME]… | --event ID --rule NAME',
  help: [
    '--from, --to TIME     RFC 3339, such as 2026-11-24T03:00:00Z',
    '--rule NAME           a rule that gets the events again; may be repeated. Left out: a preview of all rules',
    '--subscription T/ID   a subscription of a tenant; may be repeated',
    '--queue ARN|shadow    a queue of the stage instead, through a temporary rule',
    '--windows N           replays at once, 1 to 10',
    '--archive NAME        another archive of the bus',
    '--event ID            a single event, to the targets of --rule',
  ],
  options: {
    from: { type: 'string' },
    to: { type: 'string' },
    rule: { type: 'string', multiple: true },
    subscription: { type: 'string', multiple: true },
    queue: { type: 'string' },
    windows: { type: 'string' },
    archive: { type: 'string' },
    event: { type: 'string' },
  },
  words: [0, 0],
  async run(_words, values, context) {
    const { from, to, queue, archive, windows, event } = values;
    const [rules, subscriptions] = [listOf(values.rule), listOf(values.subscription)];
    if (event === undefined && (from === undefined || to === undefined)) {
      throw new CliError('A plan needs a window.', 'Give --from and --to, or --event for a single one.', 2);
    }
    const plan = await context.invoke<Plan>(
      'replay',
      event === undefined
        ? {
            action: 'plan',
            from,
            to,
            ...(rules.length > 0 ? { rules } : {}),
            ...(subscriptions.length > 0 ? { subscriptions } : {}),
            ...(queue === undefined ? {} : { queue }),
            ...(archive === undefined ? {} : { archive }),
            ...(windows === undefined ? {} : { windows: Number(windows) }),
          }
        : { action: 'one', eventId: event, rule: rules[0] },
    );
    context.print(plan, () => linesOf(plan));
    return 0;
  },
};
