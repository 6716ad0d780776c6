import { parseArgs } from 'node:util';

const HELP = `Usage: npm run drill -- [options]

A disaster-recovery drill. On an emulator of its own: deploys the application with "sls deploy", publishes
marked events, breaks things while it does (kill -9, a target's permission, a dead letter queue), deletes the
read model, plans a replay, runs it, breaks it as well, and accounts for every event that was published.
Exit code 0 only if none is missing and the read model is what it was.

  --events N    how many events are published (default 500)
  --windows N   into how many replays at once the window is cut at most (1 to 10; default 10)
  --seed N      of the schedule of faults (default: a new one, printed)
  --json FILE   write the receipt as JSON, with the fate of every id
  --help        this text`;

export interface DrillOptions {
  readonly events: number;
  readonly windows: number;
  readonly seed: number;
  readonly json: string | undefined;
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most && text.trim() !== '') return value;
  throw new Error(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

/** Reads the command line; prints help or a refusal and ends the process where there is nothing to run. */
export function readDrillOptions(args: string[], newSeed: number): DrillOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        events: { type: 'string', default: '500' },
        windows: { type: 'string', default: '10' },
        seed: { type: 'string', default: String(newSeed) },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    return {
      events: whole(values.events, 'events', 1, 1_000_000),
      windows: whole(values.windows, 'windows', 1, 10),
      seed: whole(values.seed, 'seed', 0, 2 ** 31),
      json: values.json,
    };
  } catch (error) {
    console.error(`drill: ${error instanceof Error ? error.message : String(error)}\nTry: npm run drill -- --help`);
    process.exit(2);
  }
}
