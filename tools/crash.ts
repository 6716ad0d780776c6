import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { seededIds } from '../emulator/core/ids.ts';
import { createApplicationSubject } from './crash/application-subject.ts';
import { createBusSubject } from './crash/bus-subject.ts';
import { type CrashOptions, readCrashOptions } from './crash/options.ts';
import type { Place } from './crash/verdict.ts';
import { startEmulatorProcess } from './emulator/emulator-process.ts';
import { clientOptions } from './start/client-options.ts';

async function crash(
  { application, kills, seed }: CrashOptions,
  data: string,
): Promise<{ acknowledged: number; places: Place[] }> {
  const { random } = seededIds(seed);
  const createSubject = application ? createApplicationSubject : createBusSubject;
  // What is called over HTTP answers on this machine.
  const options = ['--local-destinations'];
  // One port for all lives: queue URLs bear it.
  let emulator = await startEmulatorProcess({ port: 0, data, options });
  const client = clientOptions(emulator.endpoint);
  const port = Number(new URL(emulator.endpoint).port);
  const subject = await createSubject(client, random);
  try {
    const [shortest, longest] = subject.life;
    for (let kill = 1; kill <= kills; kill++) {
      const ending = new AbortController();
      const running = subject.run(ending.signal);
      await pause(shortest + random() * (longest - shortest));
      await emulator.kill();
      ending.abort();
      await running;
      const begun = performance.now();
      emulator = await startEmulatorProcess({ port, data, options });
      const took = Math.round(performance.now() - begun);
      console.log(`kill ${kill} of ${kills}: ${subject.acknowledged()} events acknowledged, back in ${took} ms`);
    }
    console.log('looking for every one of them …');
    return { acknowledged: subject.acknowledged(), places: await subject.judge() };
  } finally {
    await emulator.stop();
    subject.close();
  }
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
