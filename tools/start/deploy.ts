import { localEnvironment } from '../local-environment.ts';
import { run } from '../run.ts';

/** `sls deploy` failed; the message is what it said. */
export class DeployError extends Error {
  override name = 'DeployError';
}

/**
 * Runs the real `sls deploy --stage local` against an emulator.
 * @param onLine called with every line that it prints
 * @param args further arguments, such as `--param role=standby`
 * @throws DeployError
 */
export async function deploy(
  endpoint: string,
  onLine: (line: string) => void,
  args: readonly string[] = [],
): Promise<void> {
  const said: string[] = [];
  const code = await run('sls', ['deploy', '--stage', 'local', '--verbose', ...args], {
    env: localEnvironment(endpoint),
    onLine(line) {
      said.push(line);
      onLine(line);
    },
  });
  if (code !== 0) throw new DeployError(said.slice(-40).join('\n'));
}
