import { setTimeout as pause } from 'node:timers/promises';
import type { ClientOptions } from '../start/client-options.ts';
import { githubTypes, shopEvents } from '../start/contracts.ts';
import { deploy } from '../start/deploy.ts';
import { readDeployment } from '../start/deployment.ts';
import { readSecret } from '../start/secret.ts';
import { type Sample, samples } from '../start/traffic.ts';
import { createAudit } from './application-audit.ts';
import { judgeApplication } from './application-verdict.ts';
import type { CreateSubject } from './subject.ts';

const STACK = 'trestle-local';
/** Senders that work at a time; each waits for its answer before it sends again. */
const SENDERS = 4;
/** Milliseconds; by then the emulator is known to be gone. */
const AFTER_A_FAILURE = 50;

async function createTraffic(
  client: ClientOptions,
  apiEndpoint: string,
  githubSecretId: string,
): Promise<Iterator<Sample>> {
  const githubSecret = await readSecret(client, githubSecretId);
  const { region, credentials } = client;
  return samples({ apiEndpoint, region, credentials, githubSecret, githubTypes: githubTypes() }, shopEvents());
}

/** The application, deployed by `sls`: signed webhooks and events of the shop come in over its API. */
export const createApplicationSubject: CreateSubject = async (client) => {
  console.log('deploying the application …');
  await deploy(client.endpoint, () => undefined);
  const deployment = await readDeployment(client, STACK);
  const audit = await createAudit(client, deployment);
  const traffic = await createTraffic(client, deployment.apiEndpoint, deployment.githubSecretId);
  /** Types by id. */
  const acknowledged = new Map<string, string>();

  async function sender(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { value } = traffic.next() as { value: Sample };
      try {
        const response = await value.send();
        const text = await response.text();
        if (response.status === 202) acknowledged.set(value.id, value.type);
        else console.log(`  ${value.type} was answered ${response.status} ${text.slice(0, 200)}`);
      } catch {
        // Killed in the middle of a request: what was not acknowledged is nobody's loss.
        await pause(AFTER_A_FAILURE);
      }
    }
  }
  return {
    // The functions start anew in every life, and an order takes some steps.
    life: [2_000, 5_000],
    acknowledged: () => acknowledged.size,
    run: async (signal) => void (await Promise.all(Array.from({ length: SENDERS }, () => sender(signal)))),
    judge: () => judgeApplication(client, deployment, audit, acknowledged),
    close: () => undefined,
  };
};
