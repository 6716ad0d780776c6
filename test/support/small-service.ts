import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type EmulatorProcess, startEmulatorProcess } from '../../tools/emulator/emulator-process.ts';
import { localEnvironment } from '../../tools/local-environment.ts';
import { root, run } from '../../tools/run.ts';
import { type ClientOptions, clientOptions } from '../../tools/start/client-options.ts';

export interface Outcome {
  readonly code: number;
  readonly output: string;
}

/** A copy of `test/fixtures/service` in a folder of its own, an emulator for it, and the real `sls` between them. */
export interface SmallService {
  readonly client: ClientOptions;
  sls(...args: readonly string[]): Promise<Outcome>;
  /** Changes a file of the service; the text must be there. */
  edit(file: string, text: string, replacement: string): Promise<void>;
  stop(): Promise<void>;
}

const PLUGIN = 'content-addressed-code.cjs';

async function copyOfService(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'trestle-service-'));
  await cp(path.join(root, 'test/fixtures/service'), folder, { recursive: true });
  await cp(path.join(root, 'tools/deploy', PLUGIN), path.join(folder, PLUGIN));
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}

/** @param onLine what the emulator says of itself */
export async function createSmallService(onLine: (line: string) => void): Promise<SmallService> {
  const folder = await copyOfService();
  const emulator: EmulatorProcess = await startEmulatorProcess({ port: 0, data: undefined, onLine });
  return {
    client: clientOptions(emulator.endpoint),
    async sls(...args) {
      const lines: string[] = [];
      const env = localEnvironment(emulator.endpoint);
      const code = await run('sls', args, { cwd: folder, env, onLine: (line) => lines.push(line) });
      return { code, output: lines.join('\n') };
    },
    async edit(file, text, replacement) {
      const name = path.join(folder, file);
      const before = await readFile(name, 'utf8');
      if (!before.includes(text)) throw new Error(`${file} does not contain ${text}`);
      await writeFile(name, before.replace(text, replacement));
    },
    async stop() {
      await emulator.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
