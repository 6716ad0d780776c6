import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DeleteMessageCommand, GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startEmulatorProcess } from '../../tools/emulator/emulator-process.ts';
import { type ClientOptions, clientOptions } from '../../tools/start/client-options.ts';
import { deploy } from '../../tools/start/deploy.ts';
import { type Deployment, readDeployment } from '../../tools/start/deployment.ts';
import { orderSample } from '../../tools/start/traffic.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every form
  readonly body: any;
}

/** The application as `sls deploy --stage local` puts it on an emulator of its own, and what tests do with it. */
export interface DeployedApplication {
  readonly client: ClientOptions;
  readonly deployment: Deployment;
  /** Of what the stack makes: `trestle-local`. */
  readonly prefix: string;
  /** @param body text, or a value that becomes JSON */
  call(
    method: string,
    path: string,
    options?: { readonly body?: unknown; readonly headers?: Record<string, string> },
  ): Promise<Answer>;
  /** `POST /v1/events` with a SigV4 signature. */
  publish(body: unknown): Promise<Answer>;
  /** Invokes a function by the end of its name. Rejects with what the function threw. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  invoke(name: string, input: unknown): Promise<any>;
  /** Takes messages off a queue until one of them fits; the others are lost. */
  take(queue: string, fits: (event: BusMessage) => boolean): Promise<BusMessage>;
  stop(): Promise<void>;
}

export interface BusMessage {
  readonly id: string;
  readonly 'detail-type': string;
  readonly 'replay-name'?: string;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly detail: any;
}

export const someId = (): string => randomUUID();

/** Milliseconds; a machine may have other work. */
const LONGEST = 60_000;

/** Asks again until there is an answer. The application runs in another process, on the system's clock. */
export async function eventually<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  const deadline = performance.now() + LONGEST;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`Not within ${LONGEST / 1000} s: ${what}`);
    await pause(200);
  }
}

export async function deployApplication(): Promise<DeployedApplication> {
  const emulator = await startEmulatorProcess({ port: 0, data: undefined });
  const client = clientOptions(emulator.endpoint);
  await deploy(emulator.endpoint, () => undefined);
  const prefix = 'trestle-local';
  const deployment = await readDeployment(client, prefix);
  const lambda = new LambdaClient(client);
  const sqs = new SQSClient(client);

  const read = async (response: Response): Promise<Answer> => {
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    client,
    deployment,
    prefix,
    async call(method, path, { body, headers = {} } = {}) {
      const text = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
      return read(
        await fetch(`${deployment.apiEndpoint}${path}`, {
          method,
          headers,
          ...(text === undefined ? {} : { body: text }),
        }),
      );
    },
    async publish(body) {
      const target = { apiEndpoint: deployment.apiEndpoint, region: client.region, credentials: client.credentials };
      return read(
        await orderSample(
          { ...target, githubSecret: '', githubTypes: [] },
          body as { id: string; type: string },
        ).send(),
      );
    },
    async invoke(name, input) {
      const { Payload, FunctionError } = await lambda.send(
        new InvokeCommand({ FunctionName: `${prefix}-${name}`, Payload: Buffer.from(JSON.stringify(input)) }),
      );
      const answer = JSON.parse(Buffer.from(Payload ?? []).toString('utf8') || 'null');
      if (FunctionError) throw Object.assign(new Error(answer.errorMessage), { name: answer.errorType });
      return answer;
    },
    async take(queue, fits) {
      const { QueueUrl } = queue.startsWith('http')
        ? { QueueUrl: queue }
        : await sqs.send(new GetQueueUrlCommand({ QueueName: `${prefix}-${queue}` }));
      return eventually(async () => {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
        );
        for (const { ReceiptHandle } of Messages) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        return Messages.map(({ Body = '' }): BusMessage => JSON.parse(Body)).find(fits);
      }, `a message in ${queue}`);
    },
    stop: () => emulator.stop(),
  };
}
