import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measureDelay } from './route/delay.ts';
import { measureThroughput } from './route/throughput.ts';

const CONNECTIONS = 16;
const RECEIVERS = 4;

/** `npm run bench -- route [--seconds N] [--rate EVENTS_A_SECOND] [--json FILE]`: see METHOD.md. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: 'string', default: '10' }, rate: { type: 'string' }, json: { type: 'string' } },
  });
  const seconds = Number(values.seconds);
  const throughput = await measureThroughput(seconds, CONNECTIONS);
  console.log('route: PutEvents of ten events of 1 KB, three matching rules, three queues, data folder');
  console.log(
    `  ${throughput.eventsPerSecond} events/s, ${throughput.cpuMicroseconds} µs of processor time an event, ${throughput.memoryMegabytes} MB`,
  );
  const rate = values.rate === undefined ? Math.floor(throughput.eventsPerSecond / 2) : Number(values.rate);
  const delay = await measureDelay(rate, seconds, RECEIVERS);
  console.log(`  at ${delay.eventsPerSecond} events/s: publish to receive p50 ${delay.p50} ms, p99 ${delay.p99} ms`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ throughput, delay }, null, 2)}\n`);
}
