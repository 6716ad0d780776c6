import { setTimeout as pause } from 'node:timers/promises';
import { GetQueueAttributesCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientOptions } from '../start/client-options.ts';

const LONGEST = 1_800_000;
const LOOKS = 3;

/** The queue between the bus and the read model. */
export class TargetQueue {
  readonly #client: SQSClient;
  readonly #url: string;
  #policy = '';

  constructor(options: ClientOptions, url: string) {
    this.#client = new SQSClient(options);
    this.#url = url;
  }

  async #attributes(): Promise<Readonly<Record<string, string>>> {
    const { Attributes = {} } = await this.#client.send(
      new GetQueueAttributesCommand({ QueueUrl: this.#url, AttributeNames: ['All'] }),
    );
    return Attributes;
  }

  #setPolicy(Policy: string) {
    return this.#client.send(new SetQueueAttributesCommand({ QueueUrl: this.#url, Attributes: { Policy } }));
  }

  /** Takes EventBridge's permission away. */
  async deny(): Promise<void> {
    this.#policy = (await this.#attributes()).Policy ?? this.#policy;
    await this.#setPolicy('');
  }

  async allow(): Promise<void> {
    await this.#setPolicy(this.#policy);
  }

  /**
   * Waits until its consumer has nothing left to do.
   * @param onLook called with how many messages wait
   */
  async untilEmpty(onLook: (waiting: number) => void = () => undefined): Promise<void> {
    const deadline = performance.now() + LONGEST;
    for (let empty = 0; empty < LOOKS; ) {
      if (performance.now() > deadline) throw new Error('The queue of the read model does not become empty.');
      await pause(400);
      const found = await this.#attributes();
      const waiting = Number(found.ApproximateNumberOfMessages) + Number(found.ApproximateNumberOfMessagesNotVisible);
      onLook(waiting);
      empty = waiting === 0 ? empty + 1 : 0;
    }
  }
}
