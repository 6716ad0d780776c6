import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { localEnvironment } from '../../../tools/local-environment.ts';
import { root } from '../../../tools/run.ts';
import type { DeployedApplication } from '../../support/deployed-application.ts';

const shell = promisify(execFile);

/** The commands of the README by which an integrator comes to the first event, as they stand there. */
const commands = (): string => {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
  const [, section = ''] = readme.split('## Receive your first event');
  return /```sh\n(.*?)```/s.exec(section)?.[1] ?? '';
};

export function describeWalk(app: () => DeployedApplication): void {
  test('the README brings an integrator to the first event', async () => {
    const bin = path.join(root, 'node_modules', '.bin');
    const { stdout } = await shell('bash', ['-euo', 'pipefail', '-c', `${commands()}\necho; echo "$SUBSCRIPTION"`], {
      cwd: root,
      env: { ...process.env, ...localEnvironment(app().client.endpoint), PATH: `${bin}:${process.env.PATH}` },
    });
    const subscription = stdout.trim().split('\n').at(-1) ?? '';
    expect(subscription).toMatch(/^sub-[a-z0-9]{12}$/);
    // The last command, as the SDK says it: the integrator's own account reads the queue.
    const sqs = new SQSClient({
      ...app().client,
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'local' },
    });
    const QueueUrl = `${app().client.endpoint}/000000000000/trestle-local-${subscription}`;
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }));
    expect(JSON.parse(Messages?.[0]?.Body ?? '{}')).toMatchObject({
      'detail-type': 'subscription.tested',
      detail: { subject: subscription, tenant: 'acme' },
    });
  });
}
