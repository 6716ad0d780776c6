#!/usr/bin/env node
// Runs the command line with the project's own Node, which runs TypeScript: any host Node may start it.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bootstrap = fileURLToPath(new URL('../../tools/bootstrap.mjs', import.meta.url));
const child = spawn(process.execPath, [bootstrap, 'cli/main.ts', ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
