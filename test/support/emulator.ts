import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type DrivenClock, drivenClock, systemClock } from '../../emulator/core/clock.ts';
import { seededIds } from '../../emulator/core/ids.ts';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/server.ts';

export interface TestEmulator extends Emulator {
  /** Stands still until it is driven, unless `realTime` was asked for. */
  readonly clock: DrivenClock | undefined;
  /** What any SDK client needs to reach it: `new SQSClient(emulator.client)`. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** Warnings and errors the emulator reported of itself. */
  readonly reported: readonly string[];
}

export interface TestEmulatorOptions {
  /** A folder to keep the state in, for tests that start twice. Left out: in memory. */
  readonly data?: string;
  /** True: the system's clock. Left out: a driven clock that starts at 2026-11-23T12:00:00Z. */
  readonly realTime?: boolean;
  /** How EventBridge behaves; the defaults are AWS's. */
  readonly events?: EmulatorOptions['events'];
}

const NOON = Date.UTC(2026, 10, 23, 12);

/** An emulator in this process, on a free port, for one test file. Stop it in `afterAll`. */
export async function testEmulator({
  data,
  realTime = false,
  events,
}: TestEmulatorOptions = {}): Promise<TestEmulator> {
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'trestle-test-'));
  const clock = realTime ? undefined : drivenClock(NOON);
  const reported: string[] = [];
  const report = (message: string, fields?: object): void => {
    reported.push(`${message} ${JSON.stringify(fields ?? {})}`);
  };
  const emulator = await startEmulator({
    port: 0,
    data,
    scratch,
    region: 'us-east-1',
    clock: clock ?? systemClock(),
    ...(clock ? { driven: clock } : {}),
    ids: seededIds(1),
    log: { info: report, error: report },
    ...(events ? { events } : {}),
  });
  return {
    ...emulator,
    clock,
    reported,
    client: {
      endpoint: emulator.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    },
    async stop() {
      await emulator.stop();
      rmSync(scratch, { recursive: true, force: true });
    },
  };
}
