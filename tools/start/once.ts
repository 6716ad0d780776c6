import { writeFileSync } from 'node:fs';
import type { ClientOptions } from './client-options.ts';
import type { Deployment } from './deployment.ts';
import { readFigures, untilQuiet } from './follow.ts';
import { type Journal, openJournal } from './journal.ts';
import { replayWindow } from './replay.ts';
import { type Figures, tableOf } from './screen.ts';
import { noneSent, sendSamples } from './sender.ts';
import type { Sample } from './traffic.ts';

export interface OnceOptions {
  readonly client: ClientOptions;
  readonly deployment: Deployment;
  readonly events: number;
  readonly rate: number;
  readonly json: string | undefined;
  readonly signal: AbortSignal;
}

interface Check {
  readonly what: string;
  readonly holds: boolean;
  readonly found: string;
}

const LONGEST_WAIT = 120_000;

const sum = (figures: Figures, pick: 'matched' | 'delivered' | 'deadLettered' | 'failed'): number =>
  [...figures.bus.targets.values()].reduce((total, count) => total + count[pick], 0);

/** What must be true of the figures for every event to be accounted for. */
function checksOf(figures: Figures, journal: Journal): Check[] {
  const { sent, executions, archived } = figures;
  const [matched, delivered, dead, failed] = (['matched', 'delivered', 'deadLettered', 'failed'] as const).map((pick) =>
    sum(figures, pick),
  );
  const lost = [...sent.acceptedIds].filter((id) => !journal.ids.has(id));
  const stuck = (executions.FAILED ?? 0) + (executions.TIMED_OUT ?? 0) + (executions.ABORTED ?? 0);
  return [
    {
      what: 'every event sent was accepted',
      holds: sent.accepted === sent.sent,
      found: `${sent.accepted} of ${sent.sent}`,
    },
    { what: 'every event accepted reached the bus', holds: lost.length === 0, found: `${lost.length} missing` },
    {
      what: 'every match was delivered or is in a dead letter queue',
      holds: matched === (delivered ?? 0) + (dead ?? 0) && failed === 0,
      found: `${matched} matched, ${delivered} delivered, ${dead} dead letters, ${failed} lost`,
    },
    {
      what: 'every event is in the archive',
      holds: archived === figures.bus.received,
      found: `${archived} of ${figures.bus.received}`,
    },
    {
      what: 'every workflow has ended as it should',
      holds: (executions.RUNNING ?? 0) === 0 && stuck === 0,
      found: `${executions.SUCCEEDED ?? 0} succeeded, ${stuck} failed, ${executions.RUNNING ?? 0} running`,
    },
  ];
}

/** The rule that a replay goes to: the one that most events have reached. */
function busiestRule({ bus }: Figures): string {
  const [first] = [...bus.targets].sort(([, a], [, b]) => b.delivered - a.delivered);
  return first?.[0].split(' → ')[0] ?? '';
}

/**
 * Sends a fixed number of events, replays them to one rule and accounts for every one.
 * @returns whether every event is accounted for
 */
export async function runOnce(options: OnceOptions, traffic: Iterable<Sample>): Promise<boolean> {
  const { client, deployment, events, rate, signal } = options;
  const journal = openJournal(client, deployment.busLogGroup);
  const sent = noneSent();
  const read = (): Promise<Figures> => readFigures(client, deployment, journal, sent);
  const from = new Date();
  console.log(`sending ${events} events, ${rate} a second …`);
  await sendSamples(traffic, sent, { rate, most: events, signal });
  const before = await untilQuiet(read, journal, { least: sent.accepted, longest: LONGEST_WAIT });
  console.log(`\n${tableOf(before).join('\n')}\n`);
  const checks = checksOf(before, journal);

  const rule = busiestRule(before);
  const delivered = journal.deliveredTo(rule);
  // The last minute, or all that was sent where that took longer.
  const start = new Date(Math.min(from.getTime(), Date.now() - 60_000));
  console.log(`replaying the last minute to the rule ${rule} …`);
  journal.restart();
  const replay = await replayWindow(client, deployment.replayFunction, { from: start, to: new Date(), rules: [rule] });
  const after = await untilQuiet(read, journal, { least: delivered.size, longest: LONGEST_WAIT });
  const others = [...after.bus.targets.keys()].filter((target) => !target.startsWith(`${rule} → `));
  // EventBridge may bring an event more than once, and windows of a replay that meet share the second they meet in.
  const again = journal.deliveredTo(rule);
  const missing = [...delivered].filter((id) => !again.has(id)).length;
  checks.push({
    what: `the replay brought the events of ${rule} to it again, and to no other rule`,
    holds: replay.state === 'SUCCEEDED' && missing === 0 && others.length === 0,
    found: `${replay.state}, ${delivered.size - missing} of ${delivered.size} events delivered again`,
  });

  for (const { holds, what, found } of checks) console.log(`${holds ? '✓' : '✗'} ${what} (${found})`);
  const accounted = checks.every(({ holds }) => holds);
  console.log(accounted ? '\nEvery event is accounted for.' : '\nNot every event is accounted for.');
  if (options.json !== undefined) {
    const result = {
      accounted,
      checks,
      sent: sent.sent,
      accepted: sent.accepted,
      targets: Object.fromEntries([...before.bus.targets].map(([name, { events: _, ...count }]) => [name, count])),
    };
    writeFileSync(options.json, `${JSON.stringify(result, null, 2)}\n`);
  }
  return accounted;
}
