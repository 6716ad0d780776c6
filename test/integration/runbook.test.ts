import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { markedEvent } from '../../tools/drill/marked-events.ts';
import { publishAll } from '../../tools/drill/publish.ts';
import { type EmulatorProcess, startEmulatorProcess } from '../../tools/emulator/emulator-process.ts';
import { localEnvironment } from '../../tools/local-environment.ts';
import { root } from '../../tools/run.ts';
import { clientOptions } from '../../tools/start/client-options.ts';
import { deploy } from '../../tools/start/deploy.ts';
import { readDeployment } from '../../tools/start/deployment.ts';

let emulator: EmulatorProcess;
jest.setTimeout(240_000);
afterAll(() => emulator?.stop());

/** The shell commands of a page, in their order. */
const commandsOf = (page: string): string[] =>
  [...readFileSync(path.join(root, page), 'utf8').matchAll(/^ *```sh\n(.*?)^ *```$/gms)].flatMap(([, block = '']) =>
    block.split('\n').map((line) => line.trim()),
  );

function runShell(script: string, env: Record<string, string>): Promise<{ code: number | null; output: string }> {
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

test('every command of the runbook for disaster recovery does what it says', async () => {
  emulator = await startEmulatorProcess({ port: 0, data: undefined });
  // Looks far enough apart for a run to be cancelled before it ends.
  await deploy(emulator.endpoint, () => undefined, ['--param', 'pollSeconds=3']);
  const client = clientOptions(emulator.endpoint);
  const { apiEndpoint } = await readDeployment(client, 'trestle-local');
  const from = new Date(Date.now() - 1000).toISOString();
  const events = Array.from({ length: 30 }, (_, number) => markedEvent(1, number));
  await publishAll({ ...client, apiEndpoint, githubSecret: '', githubTypes: [] }, events);
  const to = new Date(Date.now() + 1000).toISOString();
  while (new Date().toISOString() < to) await new Promise((done) => setImmediate(done));

  const script = commandsOf('docs/runbooks/disaster-recovery.md')
    .map((line) =>
      line
        .replace(/^export TRESTLE_STAGE=.*/, 'export TRESTLE_STAGE=local AWS_REGION=us-east-1')
        .replace(/^FROM=\S+.*/, `FROM=${from}`)
        .replace(/^TO=\S+.*/, `TO=${to}`)
        .replaceAll('npx trestle', 'node cli/main.ts')
        .replaceAll('npx sls', 'sls'),
    )
    .join('\n');
  const { code, output } = await runShell(`set -euo pipefail\n${script}`, localEnvironment(emulator.endpoint));
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  expect(output).toContain('SUCCEEDED, complete: 30 of 30 events');
  expect(output).toMatch(/cancelled trestle-local\.\S+ after about/);
});
