import { setTimeout as pause } from 'node:timers/promises';
import type { ClientOptions } from '../start/client-options.ts';
import { archivedIds, drain, endOfReplay, eventOf, executedIds, loggedIds } from './collect.ts';
import type { Load } from './load.ts';
import { LOG_GROUP, type Scenario } from './scenario.ts';

/** What is known of one place where every acknowledged event must be. */
export interface Place {
  readonly name: string;
  readonly expected: number;
  readonly missing: readonly string[];
  /** How many arrived more than once, which AWS allows. */
  readonly repeated?: number;
  readonly note?: string;
}

/** Those that are not there. */
export const missingFrom = (found: { has(id: string): boolean }, wanted: Iterable<string>): string[] =>
  [...wanted].filter((id) => !found.has(id));

const nameOfRule = (arn = ''): string => arn.split('/').at(-1) ?? '';

/**
 * Looks for every acknowledged event in the archive and at each target or its dead letter queue.
 * @param taken bodies that the unreliable endpoint answered 200 to
 */
export async function judge(
  client: ClientOptions,
  scenario: Scenario,
  { acknowledged, replays }: Load,
  taken: () => readonly string[],
): Promise<Place[]> {
  const states = new Map<string, string>();
  for (const name of replays.keys()) states.set(name, await endOfReplay(client, name));
  const unreliable = await settled(taken, acknowledged);
  const executed = await executedIds(client, scenario.stateMachineArn);
  const dead = new Map<string, Set<string>>();
  for (const { Body = '{}', MessageAttributes } of await drain(client, scenario.queues.dead)) {
    const rule = nameOfRule(MessageAttributes?.RULE_ARN?.StringValue);
    const found = dead.get(rule) ?? new Set();
    dead.set(rule, found.add(eventOf(Body).detail.id));
  }
  const place = (name: string, found: readonly string[]): Place => {
    const ids = new Set([...found, ...(dead.get(name) ?? [])]);
    const letters = dead.get(name)?.size ?? 0;
    const repeated = found.length - new Set(found).size;
    return {
      name,
      expected: acknowledged.size,
      missing: missingFrom(ids, acknowledged),
      repeated,
      ...(letters > 0 ? { note: `${letters} in the dead letter queue` } : {}),
    };
  };
  const bodies = async (queue: keyof Scenario['queues']): Promise<string[]> =>
    (await drain(client, scenario.queues[queue])).map(({ Body = '{}' }) => Body);
  const idsOf = (texts: readonly string[]): string[] => texts.map((text) => eventOf(text).detail.id);

  const delivered = idsOf(await bodies('delivered'));
  const replayed = (await bodies('replayed')).map(eventOf);
  const failed = [...executed].filter(([, status]) => status !== 'SUCCEEDED').length;
  return [
    place('delivered', delivered),
    place('denied', idsOf(await bodies('denied'))),
    place('logged', [...(await loggedIds(client, LOG_GROUP))]),
    { ...place('workflow', [...executed.keys()]), note: `${failed} executions did not succeed` },
    place('unreliable', idsOf(unreliable)),
    {
      name: 'archive',
      expected: acknowledged.size,
      missing: missingFrom(await archivedIds(client, { ...scenario, queue: scenario.queues.audit }), acknowledged),
    },
    ...[...replays].map(([name, wanted]) => {
      const found = new Set(replayed.filter((event) => event['replay-name'] === name).map(({ detail }) => detail.id));
      return {
        name: `replay ${name}`,
        expected: wanted.size,
        missing: missingFrom(found, wanted),
        note: states.get(name) ?? '',
      };
    }),
  ];
}

/** Waits until the endpoint has had every event, or has had nothing new for half a minute. */
async function settled(taken: () => readonly string[], wanted: ReadonlySet<string>): Promise<readonly string[]> {
  for (let [seen, quiet] = [-1, 0]; quiet < 60; ) {
    const bodies = taken();
    const ids = new Set(bodies.map((body) => eventOf(body).detail.id));
    if (missingFrom(ids, wanted).length === 0) break;
    quiet = bodies.length === seen ? quiet + 1 : 0;
    seen = bodies.length;
    await pause(500);
  }
  return taken();
}
