import { parseArgs } from 'node:util';

const HELP = `Usage: npm run crash -- [options]

Kills an emulator with kill -9 again and again while events are published, delivered, retried and
replayed, starts it again on the same data, and then looks for every event that was acknowledged.
Exit code 0 only if none is missing.

  --application with the application deployed: webhooks and events come in over its API, and what was
                answered 202 is looked for. Left out: events are put on a bus with a target of each kind
  --kills N     how often (default 20)
  --data DIR    keep the data folder here (default: a temporary one, removed at the end)
  --seed N      of the moments of the kills (default: a new one, printed)
  --json FILE   write the result as JSON
  --help        this text`;

export interface CrashOptions {
  readonly application: boolean;
  readonly kills: number;
  readonly data: string | undefined;
  readonly seed: number;
  readonly json: string | undefined;
}

/** Reads the command line; prints help or a refusal and ends the process where there is nothing to run. */
export function readCrashOptions(args: string[], newSeed: number): CrashOptions {
  try {
    const { values } = parseArgs({
      args,
      options: {
        application: { type: 'boolean', default: false },
        kills: { type: 'string', default: '20' },
        data: { type: 'string' },
        seed: { type: 'string', default: String(newSeed) },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(HELP);
      process.exit(0);
    }
    const [kills, seed] = [Number(values.kills), Number(values.seed)];
    if (!Number.isInteger(kills) || kills < 1) throw new Error(`--kills takes a number from 1, not "${values.kills}".`);
    if (!Number.isInteger(seed)) throw new Error(`--seed takes a whole number, not "${values.seed}".`);
    return { application: values.application, kills, seed, data: values.data, json: values.json };
  } catch (error) {
    console.error(`crash: ${error instanceof Error ? error.message : String(error)}\nTry: npm run crash -- --help`);
    process.exit(2);
  }
}
