import { spawn } from 'node:child_process';
import path from 'node:path';

/** The folder of the project. */
export const root = path.join(import.meta.dirname, '..');

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Left out: the folder of the project. */
  readonly cwd?: string;
  /** Left out: the output goes where this process's goes. */
  readonly onLine?: (line: string) => void;
}

/** Runs an installed command (`jest`, `sls`, …) with the project's Node. Resolves with its exit code. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<number> {
  const { env = {}, cwd = root, onLine } = options;
  const bin = path.join(root, 'node_modules', '.bin');
  const child = spawn(path.join(bin, command), args, {
    cwd,
    stdio: onLine ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
  });
  if (onLine) {
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8').on('data', (text: string) => {
        const lines = (rest + text).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) onLine(line);
      });
      stream?.on('end', () => rest !== '' && onLine(rest));
    }
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
