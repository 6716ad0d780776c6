import { runDrill } from './drill.ts';
import { faultsOf, scheduleFaults } from './faults.ts';
import type { DrillOptions } from './options.ts';
import type { Say } from './progress.ts';
import type { DrillReceipt } from './receipt.ts';
import type { Blueprint } from './world.ts';

/** How one drill of a series ended. */
export interface SeriesDrill {
  readonly seed: number;
  /** Undefined: it could not be run to its end. */
  readonly receipt: DrillReceipt | undefined;
  /** Why it could not. */
  readonly error?: string;
}

/** Runs drills with consecutive seeds, one after the other, each on a copy of the same deployment. One that breaks off does not end the series. */
export async function* runSeries(
  options: DrillOptions,
  drills: number,
  blueprint: Blueprint,
  say: Say,
): AsyncGenerator<SeriesDrill> {
  for (let number = 0; number < drills; number++) {
    const seed = options.seed + number;
    say(`\ndrill ${number + 1} of ${drills}`);
    try {
      const receipt = await runDrill({ ...options, seed }, blueprint, say);
      say(receipt.passed ? `passed in ${receipt.seconds} s` : 'NOT RECOVERED');
      yield { seed, receipt };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      say(`broke off: ${message}`);
      yield { seed, receipt: undefined, error: message };
    }
  }
}

export const hasPassed = ({ receipt }: SeriesDrill): boolean => receipt?.passed === true;

const HEAD = ['seed', 'missing', 'dead', 'twice', 'digests', 'RPO', 'RTO', 'runs', 'verdict', 'faults'];

function cellsOf({ seed, receipt, error }: SeriesDrill, events: number): readonly string[] {
  const faults = faultsOf(scheduleFaults(seed, events))
    .map(({ name }) => name)
    .join(' ');
  if (!receipt) return [`${seed}`, '-', '-', '-', '-', '-', '-', '-', `broke off: ${error}`, faults];
  const { fates, readModel, rpoSeconds, rtoSeconds, replay, passed } = receipt;
  const equal = new Set([readModel.expected.digest, readModel.before.digest, readModel.after.digest]).size === 1;
  return [
    `${seed}`,
    `${fates.missing}`,
    `${fates.deadLettered}`,
    `${fates.deliveredMoreThanOnce}`,
    equal ? 'equal' : 'DIFFER',
    `${rpoSeconds} s`,
    `${rtoSeconds.toFixed(1)} s`,
    `${replay?.runs ?? 0}`,
    passed ? 'passed' : 'FAILED',
    faults,
  ];
}

/** A line for each drill, and what they come to. */
export function tableOfSeries(drills: readonly SeriesDrill[], events: number): readonly string[] {
  const rows = [HEAD, ...drills.map((drill) => cellsOf(drill, events))];
  const widths = HEAD.map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  const passed = drills.filter(hasPassed).length;
  const worst = Math.max(0, ...drills.map(({ receipt }) => receipt?.rtoSeconds ?? 0));
  return [
    '',
    ...rows.map((cells) =>
      cells
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    ),
    '',
    `${passed} of ${drills.length} drills passed, each with ${events} events; the longest RTO was ${worst.toFixed(1)} s.`,
  ];
}
