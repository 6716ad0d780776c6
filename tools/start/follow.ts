import { setTimeout as pause } from 'node:timers/promises';
import type { ClientOptions } from './client-options.ts';
import { countArchived, countExecutions } from './counts.ts';
import type { Deployment } from './deployment.ts';
import type { Journal } from './journal.ts';
import type { Figures } from './screen.ts';
import type { SentCounts } from './sender.ts';

/** Everything the table shows, read afresh. */
export async function readFigures(
  client: ClientOptions,
  deployment: Deployment,
  journal: Journal,
  sent: SentCounts,
): Promise<Figures> {
  await journal.read();
  const [executions, archived] = await Promise.all([
    countExecutions(client, deployment.stateMachineArns),
    countArchived(client, deployment.archiveName),
  ]);
  return { sent, bus: journal.counts, executions, archived };
}

const isQuiet = ({ executions, bus }: Figures, journal: Journal, least: number): boolean =>
  journal.open.size === 0 && bus.received >= least && (executions.RUNNING ?? 0) === 0;

/**
 * Waits until nothing is on its way any more: no delivery, no execution, at least so many events received.
 * @param longest milliseconds
 */
export async function untilQuiet(
  read: () => Promise<Figures>,
  journal: Journal,
  { least, longest }: { readonly least: number; readonly longest: number },
): Promise<Figures> {
  const deadline = performance.now() + longest;
  let figures = await read();
  // Twice in a row: what one delivery starts may not be on its way yet when the first look is taken.
  for (let quiet = 0; quiet < 2 && performance.now() < deadline; ) {
    await pause(250);
    figures = await read();
    quiet = isQuiet(figures, journal, least) ? quiet + 1 : 0;
  }
  return figures;
}
