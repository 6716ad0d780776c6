/** A benchmark: takes the arguments after its name, prints its table, honours `--json FILE`. */
interface Benchmark {
  run(args: string[]): Promise<void> | void;
}

const BENCHMARKS: Readonly<Record<string, () => Promise<Benchmark>>> = {
  api: () => import('./api.ts'),
  bundles: () => import('./bundles.ts'),
  match: () => import('./match.ts'),
  replay: () => import('./replay.ts'),
  route: () => import('./route.ts'),
  states: () => import('./states.ts'),
};

const [name, ...args] = process.argv.slice(2);
const names = Object.keys(BENCHMARKS);
if (name === '--help' || (name !== undefined && !names.includes(name))) {
  console.log(`Usage: npm run bench -- [${names.join(' | ')}] [--json FILE]`);
  process.exitCode = name === '--help' ? 0 : 2;
} else {
  for (const each of name === undefined ? names : [name]) {
    const benchmark = await BENCHMARKS[each]?.();
    await benchmark?.run(args);
  }
}
