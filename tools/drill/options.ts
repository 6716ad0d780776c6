import { parseArgs } from 'node:util';

const HELP = `Usage: npm run drill -- [options]

A disaster-recovery drill. On an emulator of its own: deploys the application with "sls deploy", publishes
marked events, breaks things while it does (kill -9, a throttled function, a target's permission, a disabled
rule), deletes the read model, plans a replay, runs it, breaks it as well, and accounts for every event that
was published. A drill of 500 events takes a minute or two, most of it waiting for what was killed.

  --events N    how many events are published (default 500)
  --windows N   into how many replays at once the window is cut at most (1 to 10; default 10)
  --seed N      of the schedule of faults (default: a new one, printed); the same seed breaks the same things
  --drills N    run N drills with the seeds from --seed on (1 to 100; default 1), and print a table of them;
                Ctrl-C prints the table of those that have ended
  --json FILE   write the receipt as JSON, with the fate of every id; of several drills, all receipts
  --help        this text

Exit codes: 0 nothing is missing and the read model is what it was, in every drill; 1 something is missing or
differs; 2 an option is wrong; 3 a drill broke off.`;

export interface DrillOptions {
  readonly events: number;
  readonly windows: number;
  readonly seed: number;
  readonly json: string | undefined;
}

/** What the command line asks for. */
export interface DrillCommand extends DrillOptions {
  /** How many, with consecutive seeds. */
  readonly drills: number;
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== '') return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

/** @returns undefined where help was asked for @throws Error with a sentence for whoever typed it */
export function parseDrillOptions(args: readonly string[], newSeed: number): DrillCommand | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      events: { type: 'string', default: '500' },
      windows: { type: 'string', default: '10' },
      seed: { type: 'string', default: String(newSeed) },
      drills: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return undefined;
  return {
    events: whole(values.events, 'events', 1, 1_000_000),
    windows: whole(values.windows, 'windows', 1, 10),
    seed: whole(values.seed, 'seed', 0, 2 ** 31),
    drills: whole(values.drills, 'drills', 1, 100),
    json: values.json,
  };
}

/** Reads the command line; prints help or a refusal and ends the process where there is nothing to run. */
export function readDrillOptions(args: readonly string[], newSeed: number): DrillCommand {
  try {
    const options = parseDrillOptions(args, newSeed);
    if (options) return options;
  } catch (error) {
    console.error(`drill: ${error instanceof Error ? error.message : String(error)}\nTry: npm run drill -- --help`);
    process.exit(2);
  }
  console.log(HELP);
  process.exit(0);
}
