import { setTimeout as pause } from 'node:timers/promises';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../start/client-options.ts';
import type { Deployment } from '../start/deployment.ts';
import { type Audit, archivedIds, drain, eventOf, executedIds, loggedIds } from './collect.ts';
import { missingFrom, type Place } from './verdict.ts';

/** Half-seconds without anything new after which nothing more is waited for. */
const QUIET = 60;

async function idsIn(client: ClientOptions, QueueName: string): Promise<Set<string>> {
  const { QueueUrl = '' } = await new SQSClient(client).send(new GetQueueUrlCommand({ QueueName }));
  return new Set((await drain(client, QueueUrl)).map(({ Body = '{}' }) => eventOf(Body).detail.id));
}

/** Waits until the log, where every event goes, has all of them, or has had nothing new for half a minute. */
async function settled(read: () => Promise<Set<string>>, wanted: ReadonlySet<string>): Promise<Set<string>> {
  let found = await read();
  for (let quiet = 0; quiet < QUIET && missingFrom(found, wanted).length > 0; ) {
    await pause(500);
    const next = await read();
    quiet = next.size === found.size ? quiet + 1 : 0;
    found = next;
  }
  return found;
}

/**
 * Looks for every event that was answered 202: in the archive, and at each target that keeps what it got,
 * or in the dead letter queue of the rule. What the orders queue and the supply queue got has been consumed.
 * @param acknowledged types by id
 */
export async function judgeApplication(
  client: ClientOptions,
  { stack, stateMachineArns, busName }: Deployment,
  audit: Audit,
  acknowledged: ReadonlyMap<string, string>,
): Promise<Place[]> {
  const of = (prefix: string): Set<string> =>
    new Set([...acknowledged].filter(([, type]) => type.startsWith(prefix)).map(([id]) => id));
  const place = async (rule: string, wanted: ReadonlySet<string>, found: ReadonlySet<string>): Promise<Place> => {
    const dead = await idsIn(client, `${stack}-${rule}-dead`);
    const missing = missingFrom(new Set([...found, ...dead]), wanted);
    const note = dead.size > 0 ? { note: `${dead.size} in the dead letter queue` } : {};
    return { name: rule, expected: wanted.size, missing, ...note };
  };
  const all = of('');
  const logged = await settled(() => loggedIds(client, `/aws/events/${busName}`), all);
  const [fulfilOrder = ''] = stateMachineArns.filter((arn) => arn.endsWith('fulfil-order'));
  const executed = await executedIds(client, fulfilOrder);
  const archived = await archivedIds(client, audit);
  const failed = [...executed.values()].filter((status) => status !== 'SUCCEEDED').length;
  const workflow = await place('placed-order-to-fulfilment', of('order.placed'), new Set(executed.keys()));
  return [
    { name: 'archive', expected: all.size, missing: missingFrom(archived, all) },
    await place('events-to-log', all, logged),
    await place('github-to-queue', of('github.'), await idsIn(client, `${stack}-github`)),
    { ...workflow, note: `${failed} executions did not succeed` },
  ];
}
