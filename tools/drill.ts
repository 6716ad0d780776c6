import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { runDrill } from './drill/drill.ts';
import { readDrillOptions } from './drill/options.ts';
import { tableOf } from './drill/receipt.ts';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const options = readDrillOptions(process.argv.slice(2), randomInt(1_000_000));
try {
  const receipt = await runDrill(options, (line) => console.log(line));
  for (const line of tableOf(receipt)) console.log(line);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(receipt, null, 2)}\n`);
  process.exitCode = receipt.passed ? 0 : 1;
} catch (error) {
  console.error(`drill: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
