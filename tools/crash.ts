import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededIds } from '../emulator/core/ids.ts';
import { createLoad } from './crash/load.ts';
import { type CrashOptions, readCrashOptions } from './crash/options.ts';
import { createScenario, type Scenario } from './crash/scenario.ts';
import { startUnreliableEndpoint } from './crash/unreliable-endpoint.ts';
import { judge, type Place } from './crash/verdict.ts';
import { startEmulatorProcess } from './emulator/emulator-process.ts';
import { clientOptions } from './start/client-options.ts';

/** Milliseconds that an emulator lives, at least and at most. */
const LIFE = [60, 900] as const;

async function crash({ kills, seed }: CrashOptions, data: string): Promise<{ acknowledged: number; places: Place[] }> {
  const { random } = seededIds(seed);
  const endpoint = await startUnreliableEndpoint();
  let scenario: Scenario | undefined;
  const load = createLoad(() => scenario as Scenario, random);
  // One port for all lives: queue URLs bear it.
  let emulator = await startEmulatorProcess({ port: 0, data });
  const client = clientOptions(emulator.endpoint);
  const port = Number(new URL(emulator.endpoint).port);
  scenario = await createScenario(client, endpoint.url);
  for (let kill = 1; kill <= kills; kill++) {
    const ending = new AbortController();
    const running = load.run(client, ending.signal);
    await pause(LIFE[0] + random() * (LIFE[1] - LIFE[0]));
    await emulator.kill();
    ending.abort();
    await running;
    const begun = performance.now();
    emulator = await startEmulatorProcess({ port, data });
    const took = Math.round(performance.now() - begun);
    console.log(`kill ${kill} of ${kills}: ${load.acknowledged.size} events acknowledged, back in ${took} ms`);
  }
  console.log('looking for every one of them …');
  const places = await judge(client, scenario, load, () => endpoint.taken);
  await emulator.stop();
  endpoint.close();
  return { acknowledged: load.acknowledged.size, places };
}

const options = readCrashOptions(process.argv.slice(2), randomInt(2 ** 31));
const data = options.data ?? mkdtempSync(path.join(os.tmpdir(), 'trestle-crash-'));
console.log(`seed ${options.seed}`);
const { acknowledged, places } = await crash(options, data);
if (options.data === undefined) rmSync(data, { recursive: true, force: true });
for (const { name, expected, missing, repeated, note } of places) {
  const more = [repeated ? `${repeated} more than once` : '', note ?? ''].filter(Boolean).join(', ');
  console.log(
    `${missing.length === 0 ? '✓' : '✗'} ${name}: ${expected - missing.length} of ${expected}${more ? ` (${more})` : ''}`,
  );
}
const lost = places.reduce((sum, { missing }) => sum + missing.length, 0);
console.log(`${options.kills} kills, ${acknowledged} events acknowledged, ${lost} unaccounted for`);
if (options.json !== undefined) {
  writeFileSync(
    options.json,
    `${JSON.stringify({ seed: options.seed, kills: options.kills, acknowledged, lost, places }, null, 2)}\n`,
  );
}
process.exitCode = lost === 0 ? 0 : 1;
