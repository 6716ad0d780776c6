import { BUS, call, countOf, createRoute, requestOf, SOURCE } from '../support/bus.ts';
import { startMeasuredEmulator } from '../support/emulator.ts';
import { type LoadConnection, openConnection } from '../support/load-connection.ts';

export interface Throughput {
  readonly events: number;
  readonly eventsPerSecond: number;
  /** Microseconds of processor time of the emulator for one event on its way to three queues. */
  readonly cpuMicroseconds: number;
  readonly memoryMegabytes: number;
}

export const RULES: readonly (readonly [name: string, pattern: object])[] = [
  ['by-source', { source: [SOURCE] }],
  ['by-type', { 'detail-type': [{ prefix: 'order.' }] }],
  ['by-amount', { detail: { amount: [{ numeric: ['>', 1000] }] } }],
];

/** As many PutEvents of ten events as the emulator takes over some connections, each event to three queues. */
export async function measureThroughput(seconds: number, connections: number): Promise<Throughput> {
  const emulator = await startMeasuredEmulator();
  const control = await openConnection(emulator.endpoint);
  await call(control, 'AWSEvents.CreateEventBus', { Name: BUS });
  const routes = [];
  for (const [name, pattern] of RULES) routes.push(await createRoute(control, name, pattern));
  const body = requestOf((index) => index);
  const load: LoadConnection[] = [];
  for (let i = 0; i < connections; i++) load.push(await openConnection(emulator.endpoint));

  const send = async (until: number): Promise<number> => {
    const counts = await Promise.all(
      load.map(async (connection) => {
        let sent = 0;
        while (performance.now() < until) {
          await connection.call('AWSEvents.PutEvents', body);
          sent += 10;
        }
        return sent;
      }),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const warm = await send(performance.now() + 2_000);
  const [begun, cpu] = [performance.now(), emulator.cpuSeconds()];
  const events = await send(begun + seconds * 1_000);
  const took = (performance.now() - begun) / 1_000;
  const used = emulator.cpuSeconds() - cpu;
  const memoryMegabytes = Math.round(emulator.memory());
  for (const queue of routes) {
    const found = await countOf(control, queue);
    if (found !== events + warm) throw new Error(`${queue.arn} holds ${found} messages of ${events + warm} events.`);
  }
  for (const connection of [...load, control]) connection.close();
  await emulator.end();
  return {
    events,
    eventsPerSecond: Math.round(events / took),
    cpuMicroseconds: Math.round((used * 1e6) / events),
    memoryMegabytes,
  };
}
