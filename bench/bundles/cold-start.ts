import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const LOAD = `
const file = process.argv[1];
const begun = performance.now();
require(file);
process.stdout.write(String(performance.now() - begun));
process.exit(0);
`;

/** Every setting that a function may read, with something in it. */
function settings(): Record<string, string> {
  const text = readFileSync(path.join(import.meta.dirname, '../../lib/environment.ts'), 'utf8');
  const names = [...text.matchAll(/\| '([A-Z_]+)'/g)].map(([, name = '']) => name);
  return Object.fromEntries(
    names.map((name) => [name, /SECONDS/.test(name) ? '1' : 'arn:aws:events:us-east-1:000000000000:event-bus/x']),
  );
}

const environment = {
  ...settings(),
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
  POWERTOOLS_SERVICE_NAME: 'bench',
  POWERTOOLS_METRICS_NAMESPACE: 'bench',
  NODE_OPTIONS: '--enable-source-maps',
};

/** Milliseconds that a bundle takes to load in a Node of its own, as Lambda's INIT does. */
export function coldStart(file: string): number {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', LOAD, file], {
    env: environment,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${file} does not load: ${stderr}`);
  return Number(stdout);
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
