import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/run.ts';

/** The lines of the shell blocks of a page of documentation, in their order, as this checkout runs them. */
export const commandsOf = (page: string): string[] =>
  [...readFileSync(path.join(root, page), 'utf8').matchAll(/^ *```sh\n(.*?)^ *```$/gms)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.trim().replaceAll('npx trestle', 'node cli/main.ts').replaceAll('npx sls', 'sls')),
  );

export interface ShellResult {
  readonly code: number | null;
  readonly output: string;
}

/** Runs a script of bash in the checkout, with its tools on the path. */
export function runShell(script: string, env: Record<string, string>): Promise<ShellResult> {
  const bin = path.join(root, 'node_modules', '.bin');
  const child = spawn('bash', ['-c', script], {
    cwd: root,
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => output.push(String(data)));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output: output.join('') })));
}
