import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmulatorProcess } from './emulator/emulator-process.ts';
import { localEnvironment } from './local-environment.ts';
import { root } from './run.ts';

const HELP = `Usage: npm run conformance -- <runner.mjs> [arguments of the runner]

Runs recorded AWS behaviour against an emulator of its own. A difference that is listed, with its
reason, in test/conformance/differences.json does not fail the run; one that is listed and is no
longer there does.`;

interface Verdict {
  readonly suite: string;
  readonly id: string;
  readonly verdict: string;
  readonly status: 'passed' | 'failed' | 'skipped';
}

interface Difference {
  readonly suite: string;
  readonly id: string;
  readonly verdict: string;
  readonly why: string;
}

const keyOf = ({ suite, id, verdict }: Pick<Verdict, 'suite' | 'id' | 'verdict'>): string =>
  `${suite}/${verdict} ${id}`;

const [runner, ...args] = process.argv.slice(2);
if (runner === undefined || runner === '--help' || !existsSync(runner)) {
  console.log(HELP);
  process.exit(runner === '--help' ? 0 : 2);
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'trestle-conformance-'));
const report = path.join(folder, 'verdicts.json');
const emulator = await startEmulatorProcess({ port: 0, data: path.join(folder, 'data') });
const child = spawn(process.execPath, [path.resolve(runner), '--json', report, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, ...localEnvironment(emulator.endpoint) },
});
await new Promise((done) => child.once('exit', done));
await emulator.stop();

const verdicts = existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Verdict[]) : [];
const known = JSON.parse(
  readFileSync(path.join(root, 'test/conformance/differences.json'), 'utf8'),
) as readonly Difference[];
const listed = new Set(known.map(keyOf));
const unexpected = verdicts.filter((verdict) => verdict.status === 'failed' && !listed.has(keyOf(verdict)));
const mended = verdicts.filter((verdict) => verdict.status === 'passed' && listed.has(keyOf(verdict)));
for (const verdict of unexpected) console.log(`not as AWS: ${keyOf(verdict)}`);
for (const verdict of mended) console.log(`as AWS now, take it off the list: ${keyOf(verdict)}`);
rmSync(folder, { recursive: true, force: true });

const count = (status: Verdict['status']): number => verdicts.filter((verdict) => verdict.status === status).length;
const accepted = count('failed') - unexpected.length;
console.log(`${accepted} known differences`);
console.log(`${count('passed')} passed, ${unexpected.length + mended.length} failed, ${count('skipped')} skipped`);
process.exitCode = verdicts.length > 0 && unexpected.length + mended.length === 0 ? 0 : 1;
