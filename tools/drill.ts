import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { runDrill } from './drill/drill.ts';
import { readDrillOptions } from './drill/options.ts';
import type { Say } from './drill/progress.ts';
import { tableOf } from './drill/receipt.ts';
import { hasPassed, runSeries, type SeriesDrill, tableOfSeries } from './drill/series.ts';
import { type Blueprint, makeBlueprint, removeBlueprint } from './drill/world.ts';

/** As `--help` explains them. */
const EXIT = { passed: 0, lost: 1, brokenOff: 3 } as const;
/** Seeds to choose from where none is given. */
const SEEDS = 1_000_000;

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

/** Those of a series that have ended so far. */
const ended: SeriesDrill[] = [];
const sayTable = (): void => tableOfSeries(ended, options.events).forEach(say);

async function series(blueprint: Blueprint): Promise<number> {
  for await (const drill of runSeries(options, drills, blueprint, say)) {
    ended.push(drill);
    write({ passed: ended.every(hasPassed), events: options.events, drills: ended });
  }
  sayTable();
  if (ended.every(hasPassed)) return EXIT.passed;
  return ended.some(({ receipt }) => receipt === undefined) ? EXIT.brokenOff : EXIT.lost;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    if (ended.length > 0) sayTable();
    process.exit(EXIT.brokenOff);
  });
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
