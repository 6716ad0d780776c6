import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../tools/run.ts';

/**
 * The lines of the shell blocks of a page of documentation, or of one of its sections, in their order, as this checkout
 * runs them.
 */
export const commandsOf = (page: string, section = ''): string[] =>
  [...textOf(page, section).matchAll(/^ *```sh\n(.*?)^ *```$/gms)].flatMap(([, block = '']) =>
    block
      .split('\n')
      .map((line) => line.trim().replaceAll('npx trestle', 'node cli/main.ts').replaceAll('npx sls', 'sls')),
  );

function textOf(page: string, section: string): string {
  const text = readFileSync(path.join(root, page), 'utf8');
  return section === '' ? text : (text.split(/^## /m).find((part) => part.startsWith(`${section}\n`)) ?? '');
}

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
