import { DEFAULT_ENDPOINT, localEnvironment } from './local-environment.ts';
import { run } from './run.ts';

const endpoint = process.env.AWS_ENDPOINT_URL ?? DEFAULT_ENDPOINT;

try {
  await fetch(`${endpoint}/_emulator/health`);
} catch {
  console.error(`No emulator answers at ${endpoint}. Start one with: npm run emulator`);
  process.exit(1);
}
process.exitCode = await run('sls', ['deploy', '--stage', 'local', ...process.argv.slice(2)], {
  env: localEnvironment(endpoint),
});
