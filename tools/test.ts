import { run } from './run.ts';

process.exitCode = await run('jest', process.argv.slice(2));
