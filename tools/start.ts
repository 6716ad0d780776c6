import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type EmulatorProcess, startEmulatorProcess } from './emulator/emulator-process.ts';
import { root } from './run.ts';
import { clientOptions } from './start/client-options.ts';
import { githubTypes, shopEvents } from './start/contracts.ts';
import { deploy } from './start/deploy.ts';
import { readDeployment } from './start/deployment.ts';
import { readFigures } from './start/follow.ts';
import { openJournal } from './start/journal.ts';
import { runOnce } from './start/once.ts';
import { readStartOptions, type StartOptions } from './start/options.ts';
import { createScreen, tableOf } from './start/screen.ts';
import { readSecret } from './start/secret.ts';
import { noneSent, sendSamples } from './start/sender.ts';
import { samples } from './start/traffic.ts';

const STACK = 'trestle-local';
const REFRESH = 1_000;

async function work(options: StartOptions, emulator: EmulatorProcess, signal: AbortSignal): Promise<boolean> {
  const { endpoint } = emulator;
  console.log(`emulator ready at ${endpoint}\ndeploying with "sls deploy --stage local" …`);
  const begun = performance.now();
  await deploy(endpoint, (line) => line.trim() !== '' && console.log(`  ${line}`));
  console.log(`deployed in ${((performance.now() - begun) / 1000).toFixed(1)} s\n`);

  const client = clientOptions(endpoint);
  const deployment = await readDeployment(client, STACK);
  const traffic = samples(
    {
      apiEndpoint: deployment.apiEndpoint,
      region: client.region,
      credentials: client.credentials,
      githubSecret: await readSecret(client, deployment.githubSecretId),
      githubTypes: githubTypes(),
    },
    shopEvents(),
  );
  if (options.once) {
    const { events, rate, json } = options;
    return runOnce({ client, deployment, events, rate, json, signal }, traffic);
  }

  console.log(`API   ${deployment.apiEndpoint}/v1\nAWS   AWS_ENDPOINT_URL=${endpoint}\nCtrl-C stops everything.\n`);
  const sent = noneSent();
  const journal = openJournal(client, deployment.busLogGroup);
  const show = createScreen(process.stdout);
  const sending = sendSamples(traffic, sent, { rate: options.rate, signal });
  while (!signal.aborted) {
    show(tableOf(await readFigures(client, deployment, journal, sent)));
    await pause(process.stdout.isTTY ? REFRESH : 10 * REFRESH, undefined, { signal }).catch(() => undefined);
  }
  await sending;
  return true;
}

async function main(): Promise<void> {
  const options = readStartOptions(process.argv.slice(2));
  const data = options.data === undefined ? undefined : path.resolve(root, options.data);
  const stopping = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => stopping.abort());
  const emulator = await startEmulatorProcess({ port: options.port, data });
  try {
    const done = await work(options, emulator, stopping.signal);
    process.exitCode = done ? 0 : 1;
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
  } finally {
    await emulator.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  process.exitCode = 1;
});
