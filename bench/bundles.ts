import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { parseDocument } from 'yaml';
import { bundle, type Variant } from './bundles/bundle.ts';
import { coldStart, median } from './bundles/cold-start.ts';

/** What issue D asks for. */
const GOAL = { zip: 200_000, init: 120 };

interface Measured {
  readonly zip: number;
  /** Milliseconds, median. */
  readonly init: number;
}

const folder = path.join(import.meta.dirname, '../infrastructure/functions');

/** Handlers by function, as `infrastructure/functions/` names them. */
const handlers = (): [string, string][] =>
  readdirSync(folder).flatMap((file) => {
    const functions: Record<string, { handler: string }> = parseDocument(
      readFileSync(path.join(folder, file), 'utf8'),
      { logLevel: 'silent' },
    ).toJS();
    return Object.entries(functions).map(([name, { handler }]): [string, string] => [name, handler]);
  });

async function measure(handler: string, variant: Variant, runs: number, scratch: string): Promise<Measured> {
  const { file, zip } = await bundle(handler, variant, scratch);
  return { zip, init: median(Array.from({ length: runs }, () => coldStart(file))) };
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`.padStart(8);
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`.padStart(8);

/** `npm run bench -- bundles [--runs N] [--json FILE]`: see METHOD.md. */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: { runs: { type: 'string', default: '20' }, json: { type: 'string' } },
  });
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'trestle-bundles-'));
  const results: Record<string, { ours: Measured; defaults: Measured }> = {};
  console.log('bundles: zip and loading time of every function, against the defaults of the tools');
  console.log(`  ${'function'.padEnd(22)}      zip     init   (defaults: zip, init)`);
  try {
    for (const [name, handler] of handlers()) {
      const ours = await measure(handler, 'ours', Number(values.runs), scratch);
      const defaults = await measure(handler, 'defaults', Number(values.runs), scratch);
      results[name] = { ours, defaults };
      const over = ours.zip > GOAL.zip || ours.init > GOAL.init ? '  over the goal' : '';
      console.log(
        `  ${name.padEnd(22)} ${kilobytes(ours.zip)} ${milliseconds(ours.init)}   ${kilobytes(defaults.zip)} ${milliseconds(defaults.init)}${over}`,
      );
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
}
