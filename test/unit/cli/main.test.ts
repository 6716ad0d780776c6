import { execFile } from 'node:child_process';
import path from 'node:path';

const main = path.join(import.meta.dirname, '../../../cli/main.ts');

const trestle = (args: string): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, AWS_ENDPOINT_URL: 'http://127.0.0.1:1', TRESTLE_API_KEY: '' };
    execFile(process.execPath, [main, ...args.split(' ').filter(Boolean)], { env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said: stdout + stderr }),
    );
  });

test.each<[string, number, string]>([
  ['--help', 0, 'Usage: trestle <command>'],
  ['replays --help', 0, 'cancel a run and its replays'],
  ['replays plan --help', 0, '--from, --to TIME'],
  ['', 2, 'Usage: trestle <command>'],
  ['replays', 2, 'Usage: trestle replays'],
  ['rewind', 2, 'There is no command "rewind".\nTry: trestle --help'],
  ['replays rewind', 2, 'There is no command "replays rewind".\nTry: trestle replays --help'],
  ['replays plan', 2, 'A plan needs a window.\nGive --from and --to'],
  ['replays plan --form x', 2, "Unknown option '--form'"],
  ['replays start', 2, 'Something is missing.\nTry: trestle replays start --help'],
  ['replays start a b', 2, '"b" is too much.'],
  ['dlq redrive', 2, 'Something is missing.'],
  ['events publish package.json --stage local', 1, 'Nobody answers at http://127.0.0.1:1.\nStart an emulator'],
  ['events publish README.md', 2, 'README.md is no JSON.'],
  ['events why a', 2, 'Something is missing.'],
  ['stage clear', 2, 'This ends every subscription of the stage local.\nIf you mean it, add --confirm local'],
  ['stage clear --stage dev --confirm prod', 2, 'If you mean it, add --confirm dev'],
  ['stage clear --confirm local', 1, 'Nobody answers at http://127.0.0.1:1.'],
  ['dlq list', 1, 'Nobody answers at http://127.0.0.1:1.'],
])('trestle %s', async (args, code, said) => {
  const answer = await trestle(args);
  expect(answer.said).toContain(said);
  expect(answer.code).toBe(code);
});
