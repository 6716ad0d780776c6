import { parseArgs } from 'node:util';

const HELP = `Usage: npm start -- [options]

Starts the emulator, deploys the application to it with "sls deploy --stage local", sends sample
partner traffic and shows where every event goes. Runs until Ctrl-C.

  --once         send a fixed number of events, replay the last minute to one rule, print a summary
                 in which every event is accounted for; exit code 0 if it is, else 1
  --events N     how many events --once sends (default 200)
  --rate N       events a second (default 4; 50 with --once)
  --port N       port of the emulator (default 4566; with --once any free one)
  --data DIR     where the emulator keeps its state (default .trestle/data; with --once nothing is kept)
  --json FILE    write the summary of --once as JSON
  --help         this text`;

export interface StartOptions {
  readonly once: boolean;
  readonly events: number;
  readonly rate: number;
  readonly port: number;
  readonly data: string | undefined;
  readonly json: string | undefined;
}

const refuse = (message: string): never => {
  console.error(`start: ${message}\nTry: npm start -- --help`);
  process.exit(2);
};

function numberOf(text: string, name: string, most: number, least = 1): number {
  const value = Number(text);
  return Number.isInteger(value) && value >= least && value <= most
    ? value
    : refuse(`--${name} takes a whole number from ${least} to ${most}, not "${text}".`);
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        once: { type: 'boolean', default: false },
        events: { type: 'string', default: '200' },
        rate: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** Reads the command line; prints help or a refusal and ends the process where there is nothing to run. */
export function readStartOptions(args: string[]): StartOptions {
  const values = parse(args);
  if (values.help) {
    console.log(HELP);
    process.exit(0);
  }
  const { once } = values;
  return {
    once,
    events: numberOf(values.events, 'events', 100_000),
    rate: numberOf(values.rate ?? (once ? '50' : '4'), 'rate', 1000),
    port: numberOf(values.port ?? (once ? '0' : '4566'), 'port', 65_535, 0),
    data: values.data ?? (once ? undefined : '.trestle/data'),
    json: values.json,
  };
}
