import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { FIVE_STATES, INPUT, WAITING } from './states/definitions.ts';
import { engine } from './states/engine.ts';
import { mapItems } from './states/map.ts';
import { type Bed, makeBed } from './states/service.ts';
import { startMany } from './states/start.ts';

/** `npm run bench -- states [--executions N --waiting N --items N] [--json FILE]`: see METHOD.md. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      executions: { type: 'string', default: '20000' },
      waiting: { type: 'string', default: '10000' },
      items: { type: 'string', default: '100000' },
      json: { type: 'string' },
    },
  });
  const [executions, waiting, items] = [Number(values.executions), Number(values.waiting), Number(values.items)];
  const pure = engine();
  console.log(`interpreter alone            ${pure} executions/s`);
  const { express, standard } = await onBed(async (bed) => {
    const warm = await bed.machine(FIVE_STATES, 'EXPRESS');
    await startMany(bed, warm, INPUT, Math.ceil(executions / 10));
    return {
      express: await startMany(bed, warm, INPUT, executions),
      standard: await startMany(bed, await bed.machine(FIVE_STATES), INPUT, executions),
    };
  });
  console.log(`StartExecution, EXPRESS      ${express} executions/s`);
  console.log(`StartExecution, STANDARD     ${standard} executions/s`);
  const held = await onBed(async (bed) => {
    const before = bed.memory();
    await startMany(bed, await bed.machine(WAITING), INPUT, waiting);
    return bed.memory() - before;
  });
  console.log(`${waiting} that wait           ${held} MiB more`);
  const map = await onBed((bed) => mapItems(bed, items));
  console.log(
    `distributed Map, ${map.items} items ${map.itemsPerSecond} items/s, memory ${map.memoryBefore} -> ${map.memoryMost} MiB`,
  );
  const result = { pure, express, standard, waiting: { count: waiting, mebibytes: held }, map };
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
}

/** Each measurement has an emulator of its own, so that none sees what another left behind. */
async function onBed<T>(measure: (bed: Bed) => Promise<T>): Promise<T> {
  const bed = await makeBed();
  try {
    return await measure(bed);
  } finally {
    await bed.stop();
  }
}
