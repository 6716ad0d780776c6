import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Command } from '../../command.ts';

const DRILL = fileURLToPath(new URL('../../../tools/drill.ts', import.meta.url));

/** Runs the drill of this clone, as `npm run drill` does. */
export const drill: Command = {
  summary: 'break and recover the application on an emulator of its own, and account for every event',
  usage: '[--events N] [--windows N] [--seed N] [--drills N] [--out FILE]',
  help: [
    '--events N   how many (default 500)',
    '--windows N  replays at once',
    '--seed N     of the faults',
    '--drills N   so many drills, with the seeds from that one on',
    '--out FILE   the receipt as JSON',
  ],
  options: {
    events: { type: 'string' },
    windows: { type: 'string' },
    seed: { type: 'string' },
    drills: { type: 'string' },
    out: { type: 'string' },
  },
  words: [0, 0],
  run(_words, values) {
    const option = (name: string, value: unknown): string[] =>
      value === undefined ? [] : [`--${name}`, String(value)];
    const args = [
      ...option('events', values.events),
      ...option('windows', values.windows),
      ...option('seed', values.seed),
      ...option('drills', values.drills),
      ...option('json', values.out),
    ];
    const child = spawn(process.execPath, [DRILL, ...args], { stdio: 'inherit' });
    return new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  },
};
