import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { type EmulatorProcess, startEmulatorProcess } from '../emulator/emulator-process.ts';
import { type ClientOptions, clientOptions } from '../start/client-options.ts';
import { deploy } from '../start/deploy.ts';
import { type Deployment, readDeployment } from '../start/deployment.ts';

/** A function of the application threw. */
export class FunctionError extends Error {
  override name = 'FunctionError';
}

/** The deployed application on an emulator that can be killed. */
export interface World {
  readonly client: ClientOptions;
  readonly deployment: Deployment;
  /** The whole name of a function, by its end. */
  nameOf(end: string): string;
  /** kill -9, and a new process on the same data and port. */
  crash(): Promise<void>;
  /** Invokes a function by the end of its name; tried again while nobody answers. @throws FunctionError */
  invoke<T>(name: string, input: object): Promise<T>;
  stop(): Promise<void>;
}

const STACK = 'trestle-local';
/** Calls outlive a restart of the emulator. */
const ATTEMPTS = 12;

/**
 * A publisher that was killed keeps the ids of its events for so many seconds: as few as the longest publisher may run.
 * With the minute of a real stage, most of a drill would be waiting.
 */
const CLAIM_SECONDS = 16;

/** The application, deployed to an emulator that has stopped: worlds begin with a copy of its folder. */
export interface Blueprint {
  readonly folder: string;
  /** Addresses in the deployment have it, so that every copy must have it too: one world at a time. */
  readonly port: number;
}

/** They go with this process at the latest. */
const folders = new Set<string>();
process.once('exit', () => folders.forEach(remove));

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

function newFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'trestle-drill-'));
  folders.add(folder);
  return folder;
}

const start = (data: string, port: number): Promise<EmulatorProcess> =>
  startEmulatorProcess({ port, data, onLine: () => undefined });

/** Deploys the application. Remove it with `removeBlueprint`. */
export async function makeBlueprint(): Promise<Blueprint> {
  const folder = newFolder();
  const emulator = await start(folder, 0);
  try {
    await deploy(emulator.endpoint, () => undefined, ['--param', `claimSeconds=${CLAIM_SECONDS}`]);
    return { folder, port: Number(new URL(emulator.endpoint).port) };
  } catch (error) {
    remove(folder);
    throw error;
  } finally {
    await emulator.stop();
  }
}

export const removeBlueprint = ({ folder }: Blueprint): void => remove(folder);

/** A world as the blueprint describes it, with whose end its folder goes. */
export async function openWorld(blueprint: Blueprint): Promise<World> {
  const data = newFolder();
  cpSync(blueprint.folder, data, { recursive: true });
  let emulator = await start(data, blueprint.port);
  const client = { ...clientOptions(emulator.endpoint), maxAttempts: ATTEMPTS };
  const lambda = new LambdaClient(client);
  const nameOf = (end: string): string => `${STACK}-${end}`;
  return {
    client,
    deployment: await readDeployment(client, STACK),
    nameOf,
    async crash() {
      await emulator.kill();
      emulator = await start(data, blueprint.port);
    },
    async invoke<T>(name: string, input: object) {
      const answer = await lambda.send(
        new InvokeCommand({ FunctionName: nameOf(name), Payload: Buffer.from(JSON.stringify(input)) }),
      );
      const text = Buffer.from(answer.Payload ?? []).toString('utf8');
      if (answer.FunctionError)
        throw new FunctionError((JSON.parse(text) as { errorMessage?: string }).errorMessage ?? text);
      return JSON.parse(text) as T;
    },
    async stop() {
      await emulator.stop();
      remove(data);
    },
  };
}
