import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type EmulatorProcess, startEmulatorProcess } from '../../tools/emulator/emulator-process.ts';

/** An emulator in a process of its own, with a data folder that goes with it. */
export interface MeasuredEmulator extends Pick<EmulatorProcess, 'endpoint'> {
  /** Seconds of processor time it has used. */
  cpuSeconds(): number;
  /** Megabytes of memory it holds. */
  memory(): number;
  end(): Promise<void>;
}

const TICKS_A_SECOND = 100;

export async function startMeasuredEmulator(): Promise<MeasuredEmulator> {
  const data = mkdtempSync(path.join(os.tmpdir(), 'trestle-bench-'));
  const emulator = await startEmulatorProcess({ port: 0, data });
  const proc = (file: string): string => readFileSync(`/proc/${emulator.pid}/${file}`, 'utf8');
  return {
    endpoint: emulator.endpoint,
    cpuSeconds() {
      const fields = proc('stat').split(' ');
      return (Number(fields[13]) + Number(fields[14])) / TICKS_A_SECOND;
    },
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(proc('status'))?.[1] ?? 0) / 1024,
    async end() {
      await emulator.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}
