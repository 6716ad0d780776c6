import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { DescribeArchiveCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { type ClientOptions, clientOptions } from '../tools/start/client-options.ts';
import { deploy } from '../tools/start/deploy.ts';
import { type Deployment, readDeployment } from '../tools/start/deployment.ts';
import { orderSample, type TrafficTarget } from '../tools/start/traffic.ts';
import { startMeasuredEmulator } from './support/emulator.ts';

const SKU = 'BENCH-1';
const LONGEST_WAIT = 120_000;

interface Counts {
  accepted: number;
  errors: number;
}

/** Sends batches one after another until the time is over. Each event is one piece of the same goods. */
async function lane(target: TrafficTarget, batch: number, until: number, counts: Counts, name: number): Promise<void> {
  for (let call = 0; performance.now() < until; call++) {
    const events = Array.from({ length: batch }, (_, index) => ({
      specversion: '1.0',
      id: `bench-${name}-${call}-${index}`,
      source: 'partner/trestle/bench/stock',
      type: 'stock.replenished',
      data: { sku: SKU, quantity: 1, replenishedAt: '2026-11-23T06:00:00Z' },
    }));
    const sample = orderSample(target, events as unknown as { id: string; type: string });
    const { status } = await sample.send().catch(() => ({ status: 0 }));
    if (status === 202) counts.accepted += batch;
    else counts.errors++;
  }
}

/** Pieces in stock: as many as there were events, once the last has gone through rule, queue and function. */
async function fannedOut(client: ClientOptions, wanted: number): Promise<number> {
  const dynamodb = new DynamoDBClient(client);
  const read = new GetItemCommand({ TableName: 'trestle-local-warehouse', Key: { key: { S: `stock#${SKU}` } } });
  const deadline = performance.now() + LONGEST_WAIT;
  for (;;) {
    const { Item } = await dynamodb.send(read);
    const pieces = Number(Item?.pieces?.N ?? 0);
    if (pieces >= wanted || performance.now() > deadline) return pieces;
    await pause(500);
  }
}

async function archived(client: ClientOptions, { archiveName }: Deployment): Promise<number> {
  const { EventCount = 0 } = await new EventBridgeClient(client).send(
    new DescribeArchiveCommand({ ArchiveName: archiveName }),
  );
  return EventCount;
}

/** `npm run bench -- api [--seconds N] [--connections N] [--batch N] [--json FILE]`: see METHOD.md. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '60' },
      connections: { type: 'string', default: '4' },
      batch: { type: 'string', default: '10' },
      json: { type: 'string' },
    },
  });
  const [seconds, connections, batch] = [values.seconds, values.connections, values.batch].map(Number) as [
    number,
    number,
    number,
  ];
  const emulator = await startMeasuredEmulator();
  try {
    const client = clientOptions(emulator.endpoint);
    await deploy(emulator.endpoint, () => undefined);
    const deployment = await readDeployment(client, 'trestle-local');
    const { region, credentials } = client;
    const target = { apiEndpoint: deployment.apiEndpoint, region, credentials, githubSecret: '', githubTypes: [] };
    const counts: Counts = { accepted: 0, errors: 0 };
    const memory: number[] = [];
    const begun = performance.now();
    const watch = setInterval(() => memory.push(Math.round(emulator.memory())), (seconds * 1000) / 10);
    await Promise.all(
      Array.from({ length: connections }, (_, index) => lane(target, batch, begun + seconds * 1000, counts, index)),
    );
    const elapsed = (performance.now() - begun) / 1000;
    clearInterval(watch);
    const delivered = await fannedOut(client, counts.accepted);
    const drained = (performance.now() - begun) / 1000 - elapsed;
    const result = {
      seconds: Math.round(elapsed),
      accepted: counts.accepted,
      errors: counts.errors,
      eventsPerSecond: Math.round(counts.accepted / elapsed),
      fannedOut: delivered,
      drainedInSeconds: Math.round(drained),
      archived: await archived(client, deployment),
      memoryMegabytes: memory,
    };
    console.log(`api: POST /v1/events, ${batch} events a call, ${connections} connections, ${result.seconds} s`);
    console.log(`  ${result.eventsPerSecond} events/s accepted (${result.accepted}), ${result.errors} calls refused`);
    console.log(
      `  ${result.fannedOut} through rule, queue and function, the last ${result.drainedInSeconds} s later; ${result.archived} archived`,
    );
    console.log(`  memory of the emulator, every ${seconds / 10} s: ${memory.join(', ')} MB`);
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
    if (result.errors > 0 || result.fannedOut !== result.accepted) process.exitCode = 1;
  } finally {
    await emulator.end();
  }
}
