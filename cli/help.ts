import type { Command } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { table } from './table.ts';

const COMMON = [
  '--stage NAME      of the deployment (default: $TRESTLE_STAGE, else local)',
  '--endpoint URL    of an emulator (default: $AWS_ENDPOINT_URL; for the stage local http://127.0.0.1:4566)',
  '--region NAME     (default: $AWS_REGION, else us-east-1)',
  '--api-key KEY     for subscriptions and "events why" (default: $TRESTLE_API_KEY)',
  '--json            print the result as JSON',
  '--help            this text',
];

const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** Help for one command. */
export const helpOf = (name: string, { summary, usage, help = [] }: Command): string =>
  [
    `Usage: trestle ${name} ${usage}`.trimEnd(),
    '',
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    '',
    ...indented([...help, ...COMMON]),
  ].join('\n');

/** Help for all commands, or those that begin with a word. */
export function helpOfAll(first?: string): string {
  const names = Object.entries(COMMANDS).filter(([name]) => first === undefined || name.startsWith(`${first} `));
  return [
    `Usage: trestle ${first ?? '<command>'} …`,
    '',
    ...indented(table(names.map(([name, { summary }]) => [name, summary]))),
    '',
    ...indented(COMMON),
    '',
    'Exit codes: 0 done, 1 it failed or found something wrong, 2 it was called wrongly.',
    'Help for a command: trestle <command> --help',
  ].join('\n');
}
