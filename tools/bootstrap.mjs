// Runs one of the project's scripts under the Node that comes with the project, after installing
// what is missing. It is all that a fresh clone can run, so it uses nothing but Node itself
// (20.19 or newer) and the npm that started it.
//
//   node tools/bootstrap.mjs <script> [arguments]
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = path.join(root, 'node_modules', '.bin');
const node = path.join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');

const packagesOf = (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')).packages;

/** Whether what lies in node_modules is what package-lock.json asks for. */
function isInstalled() {
  if (!existsSync(node) || !existsSync(path.join(root, 'node_modules/.package-lock.json'))) return false;
  const [wanted, found] = [packagesOf('package-lock.json'), packagesOf('node_modules/.package-lock.json')];
  return Object.entries(wanted).every(([name, entry]) => {
    if (!name.startsWith('node_modules/') && !name.includes('/node_modules/')) return true;
    const there = found[name];
    return there ? there.version === entry.version && there.integrity === entry.integrity : Boolean(entry.optional);
  });
}

function install() {
  console.error('Installing dependencies (only when something is missing) …');
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(command, [...first, 'ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error('trestle: "npm ci" failed; its message is above. Mend that and run the command again.');
    process.exit(status ?? 1);
  }
  if (!existsSync(node)) {
    console.error(
      'trestle: the package "node" has not installed its binary. Run "npm ci --foreground-scripts" to see why.',
    );
    process.exit(1);
  }
}

const [script, ...rest] = process.argv.slice(2);
if (script === undefined) {
  console.error('usage: node tools/bootstrap.mjs <script> [arguments]');
  process.exit(2);
}
if (!isInstalled()) install();

const cache = path.join(root, 'node_modules/.cache/compile');
const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH}`, NODE_COMPILE_CACHE: cache };
// The first process to read the sources carries the type stripper with it for as long as it lives, some
// 30 MB. A short one before it fills the cache, so that an emulator that runs for days is a lean one.
if (!existsSync(cache)) spawnSync(node, [path.join(root, 'emulator/main.ts'), '--help'], { env });

const { options, environment } =
  script === 'emulator/main.ts'
    ? JSON.parse(readFileSync(path.join(root, 'tools/emulator/process-settings.json'), 'utf8'))
    : { options: [], environment: {} };
const child = spawn(node, [...options, path.join(root, script), ...rest], {
  stdio: 'inherit',
  env: { ...environment, ...env },
});
// A terminal's Ctrl-C reaches the child by itself; a plain kill reaches only this process.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => {});
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
