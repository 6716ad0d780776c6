import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmulatorProcess } from '../../../tools/emulator/emulator-process.ts';
import { createMixedLoad } from './mixed-load.ts';

/** `STATES_KILLS=50` for the long run. */
const KILLS = Number(process.env.STATES_KILLS ?? 3);
/** Milliseconds of load in each life, from the shortest to the longest. */
const LIVES = [250, 900, 450];

it(
  `loses no execution and uses no result twice when killed ${KILLS} times`,
  async () => {
    const data = mkdtempSync(path.join(os.tmpdir(), 'states-kill-'));
    let emulator = await startEmulatorProcess({ port: 0, data });
    const { endpoint } = emulator;
    const port = Number(new URL(endpoint).port);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const load = await createMixedLoad({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
    for (let kill = 0; kill < KILLS; kill++) {
      const ending = new AbortController();
      const running = load.run(ending.signal);
      await new Promise((done) => setTimeout(done, LIVES[kill % LIVES.length]));
      await emulator.kill();
      ending.abort();
      await running;
      emulator = await startEmulatorProcess({ port, data });
    }
    const wrong = await load.judge();
    await emulator.stop();
    rmSync(data, { recursive: true, force: true });
    expect(load.started.size).toBeGreaterThan(KILLS);
    expect(wrong).toEqual([]);
  },
  (KILLS + 3) * 20_000,
);
