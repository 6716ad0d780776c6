import { markedEvent } from '../../tools/drill/marked-events.ts';
import { publishAll } from '../../tools/drill/publish.ts';
import { type EmulatorProcess, startEmulatorProcess } from '../../tools/emulator/emulator-process.ts';
import { localEnvironment } from '../../tools/local-environment.ts';
import { clientOptions } from '../../tools/start/client-options.ts';
import { deploy } from '../../tools/start/deploy.ts';
import { readDeployment } from '../../tools/start/deployment.ts';
import { commandsOf, runShell } from '../support/runbook.ts';

let emulator: EmulatorProcess;
jest.setTimeout(240_000);
afterAll(() => emulator?.stop());

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
        .replace(/^TO=\S+.*/, `TO=${to}`),
    )
    .join('\n');
  const { code, output } = await runShell(`set -euo pipefail\n${script}`, localEnvironment(emulator.endpoint));
  expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
  expect(output).toContain('SUCCEEDED, complete: 30 of 30 events');
  expect(output).toMatch(/cancelled trestle-local\.\S+ after about/);
});
