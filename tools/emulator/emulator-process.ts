import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../run.ts';

export interface EmulatorProcess {
  readonly endpoint: string;
  readonly pid: number;
  /** Resolves when the process has gone, whoever ended it. */
  readonly gone: Promise<void>;
  /** Asks it to end, and waits. */
  stop(): Promise<void>;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
}

export interface EmulatorProcessOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Undefined: nothing is kept. */
  readonly data: string | undefined;
  /** What the emulator says of itself; left out: it goes to this process's standard error. */
  readonly onLine?: (line: string) => void;
  readonly options?: readonly string[];
}

/**
 * How Node is started for an emulator, also by `tools/bootstrap.mjs`. A young heap of more megabytes, and an arena of
 * glibc's `malloc` for each thread, are resident memory and no speed (`npm run bench -- route`, `-- api`).
 */
const SETTINGS: { readonly options: readonly string[]; readonly environment: Readonly<Record<string, string>> } =
  JSON.parse(readFileSync(path.join(import.meta.dirname, 'process-settings.json'), 'utf8'));

/** The emulator did not start; the message is what it said. */
export class EmulatorStartError extends Error {
  override name = 'EmulatorStartError';
}

const exitOf = (child: ChildProcess): Promise<void> => new Promise((resolve) => child.once('exit', () => resolve()));

/**
 * Starts an emulator as a process of its own, as `npm run emulator` does. It does not outlive the one that starts it.
 * @throws EmulatorStartError
 */
export async function startEmulatorProcess(options: EmulatorProcessOptions): Promise<EmulatorProcess> {
  const { port, data, onLine = (line) => console.error(line) } = options;
  const where = data === undefined ? ['--ephemeral'] : ['--data', data];
  const args = [
    ...SETTINGS.options,
    path.join(root, 'emulator/main.ts'),
    '--port',
    String(port),
    ...where,
    ...(options.options ?? []),
  ];
  const env = { ...SETTINGS.environment, ...process.env };
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], env });
  const gone = exitOf(child);
  const endWithMe = (): boolean => child.kill('SIGKILL');
  process.prependOnceListener('exit', endWithMe);
  gone.then(() => process.off('exit', endWithMe));
  const said: string[] = [];
  const endpoint = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      onLine(line);
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const ready = /^ready (http:\/\/\S+)$/.exec(line)?.[1];
      if (ready) resolve(ready);
      else onLine(line);
    });
    child.once('error', reject);
    gone.then(() => reject(new EmulatorStartError(said.join('\n') || 'The emulator ended before it was ready.')));
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    child.kill(signal);
    await gone;
  };
  return { endpoint, pid: child.pid ?? 0, gone, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}
