import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { archiveArn, BUS, busArn, call, countOf, createRoute, requestOf, SOURCE } from './support/bus.ts';
import { startMeasuredEmulator } from './support/emulator.ts';
import { type LoadConnection, openConnection } from './support/load-connection.ts';

const ARCHIVE = 'bench';
const REPLAY = 'bench';
const CONNECTIONS = 16;
/** Event times are spread over an hour, so that the replay crosses minutes. */
const HOUR_SECONDS = 3_600;

/** Archives events of 1 KB; the rule that will take the replay is off. */
async function fill(endpoint: string, events: number, start: number): Promise<void> {
  let sent = 0;
  const worker = async (connection: LoadConnection): Promise<void> => {
    while (sent < events) {
      const first = sent;
      sent += 10;
      const time = start + Math.floor((first / events) * HOUR_SECONDS);
      await connection.call(
        'AWSEvents.PutEvents',
        requestOf((index) => first + index, time),
      );
    }
    connection.close();
  };
  const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(endpoint)));
  await Promise.all(connections.map(worker));
}

/** `npm run bench -- replay [--events N] [--json FILE]`: see METHOD.md. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { events: { type: 'string', default: '1000000' }, json: { type: 'string' } },
  });
  const events = Math.ceil(Number(values.events) / 10) * 10;
  const emulator = await startMeasuredEmulator();
  const control = await openConnection(emulator.endpoint);
  await call(control, 'AWSEvents.CreateEventBus', { Name: BUS });
  await call(control, 'AWSEvents.CreateArchive', { ArchiveName: ARCHIVE, EventSourceArn: busArn });
  const queue = await createRoute(control, 'replayed', { source: [SOURCE] });
  await call(control, 'AWSEvents.DisableRule', { Name: 'replayed', EventBusName: BUS });
  const start = Math.floor(Date.now() / 1_000) - 2 * HOUR_SECONDS;
  await fill(emulator.endpoint, events, start);
  await call(control, 'AWSEvents.EnableRule', { Name: 'replayed', EventBusName: BUS });

  const [begun, cpu] = [performance.now(), emulator.cpuSeconds()];
  let memory = emulator.memory();
  await call(control, 'AWSEvents.StartReplay', {
    ReplayName: REPLAY,
    EventSourceArn: archiveArn(ARCHIVE),
    EventStartTime: start,
    EventEndTime: start + HOUR_SECONDS,
    Destination: { Arn: busArn },
  });
  for (let state = 'STARTING'; state === 'STARTING' || state === 'RUNNING'; ) {
    await pause(50);
    memory = Math.max(memory, emulator.memory());
    ({ State: state } = await call<{ State: string }>(control, 'AWSEvents.DescribeReplay', { ReplayName: REPLAY }));
  }
  const took = (performance.now() - begun) / 1_000;
  const used = emulator.cpuSeconds() - cpu;
  const found = await countOf(control, queue);
  if (found !== events) throw new Error(`The queue holds ${found} messages of ${events} archived events.`);
  control.close();
  await emulator.end();
  const result = {
    events,
    eventsPerSecond: Math.round(events / took),
    cpuMicroseconds: Math.round((used * 1e6) / events),
    mostMemoryMegabytes: Math.round(memory),
  };
  console.log(`replay: ${events} archived events of 1 KB to a queue, data folder`);
  console.log(
    `  ${result.eventsPerSecond} events/s, ${result.cpuMicroseconds} µs of processor time an event, at most ${result.mostMemoryMegabytes} MB`,
  );
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}
