import { run } from './run.ts';

/** Format and lint, types, import rules; all of them run, so that one round shows every fault. */
const CHECKS: readonly (readonly [string, ...string[]])[] = [
  ['biome', 'check', '.'],
  ['tsc', '-p', 'tsconfig.json'],
  ['depcruise', '--config', '.dependency-cruiser.cjs', 'functions', 'lib', 'events', 'emulator', 'cli', 'tools'],
];

let failed = 0;
for (const [command, ...args] of CHECKS) {
  console.log(`> ${command} ${args.join(' ')}`);
  if ((await run(command, args)) !== 0) failed++;
}
process.exitCode = failed === 0 ? 0 : 1;
