import { parseArgs } from 'node:util';
import { CliError } from './cli-error.ts';
import type { Command, Options, Values } from './command.ts';
import { COMMANDS } from './commands/index.ts';
import { openContext } from './context.ts';
import { helpOf, helpOfAll } from './help.ts';

const COMMON: Options = {
  stage: { type: 'string' },
  endpoint: { type: 'string' },
  region: { type: 'string' },
  'api-key': { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
};

const misused = (name: string, message: string): CliError =>
  new CliError(message, `Try: trestle ${[name, '--help'].join(' ').trim()}`, 2);

function parse(name: string, { options = {}, words: [least, most] }: Command, args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, options: { ...COMMON, ...options }, allowPositionals: true });
    if (values.help !== true && (positionals.length < least || positionals.length > most)) {
      throw new Error(
        positionals.length < least ? 'Something is missing.' : `"${positionals.slice(most).join(' ')}" is too much.`,
      );
    }
    return { values: values as Values, words: positionals };
  } catch (error) {
    throw misused(name, error instanceof Error ? error.message : String(error));
  }
}

/** @throws CliError */
async function runCommand(args: string[]): Promise<number> {
  const [first, second] = args;
  if (first === undefined || first === '--help' || first === 'help') {
    console.log(helpOfAll());
    return first === undefined ? 2 : 0;
  }
  const name = `${first} ${second ?? ''}`;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    const known = Object.keys(COMMANDS).some((each) => each.startsWith(`${first} `));
    if (known && (second === undefined || second === '--help')) {
      console.log(helpOfAll(first));
      return second === undefined ? 2 : 0;
    }
    throw misused(known ? first : '', `There is no command "${name.trim()}".`);
  }
  const { values, words } = parse(name, command, args.slice(2));
  if (values.help === true) {
    console.log(helpOf(name, command));
    return 0;
  }
  return (await command.run(words, values, openContext(values))) ?? 0;
}

try {
  process.exitCode = await runCommand(process.argv.slice(2));
} catch (error) {
  if (error instanceof CliError) {
    console.error(`trestle: ${error.message}${error.next === '' ? '' : `\n${error.next}`}`);
    process.exitCode = error.exitCode;
  } else {
    console.error(`trestle: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}
