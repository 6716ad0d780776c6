import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { runDrill } from './drill/drill.ts';
import { readDrillOptions } from './drill/options.ts';
import type { Say } from './drill/progress.ts';
import { tableOf } from './drill/receipt.ts';
import { hasPassed, runSeries, tableOfSeries } from './drill/series.ts';
import { type Blueprint, makeBlueprint, removeBlueprint } from './drill/world.ts';

/** As `--help` explains them. */
const EXIT = { passed: 0, lost: 1, brokenOff: 3 } as const;
/** Seeds to choose from where none is given. */
const SEEDS = 1_000_000;

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(EXIT.brokenOff));
const { drills, ...options } = readDrillOptions(process.argv.slice(2), randomInt(SEEDS));
const say: Say = (line) => console.log(line);

function write(json: object): void {
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(json, null, 2)}\n`);
}

async function one(blueprint: Blueprint): Promise<number> {
  const receipt = await runDrill(options, blueprint, say);
  for (const line of tableOf(receipt)) say(line);
  write(receipt);
  return receipt.passed ? EXIT.passed : EXIT.lost;
}

async function series(blueprint: Blueprint): Promise<number> {
  const ended = await runSeries(options, drills, blueprint, say);
  for (const line of tableOfSeries(ended, options.events)) say(line);
  const passed = ended.every(hasPassed);
  write({ passed, events: options.events, drills: ended });
  const brokenOff = ended.some(({ receipt }) => receipt === undefined);
  return passed ? EXIT.passed : brokenOff ? EXIT.brokenOff : EXIT.lost;
}

try {
  say('deploying the application …');
  const blueprint = await makeBlueprint();
  try {
    process.exitCode = await (drills === 1 ? one(blueprint) : series(blueprint));
  } finally {
    removeBlueprint(blueprint);
  }
} catch (error) {
  console.error(`drill: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = EXIT.brokenOff;
}
