import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeadLetter } from '../dead-letters/dead-letter.ts';
import type { RedrivePorts } from '../dead-letters/redrive.ts';
import { chunk } from '../publishing/chunk.ts';

/** What SQS takes in one call. */
const BATCH = { count: 10, bytes: 1_000_000, bytesOf: ({ body }: Pick<DeadLetter, 'body'>) => Buffer.byteLength(body) };
/** Seconds for which a letter that was received is nobody else's. */
const HIDDEN = 60;

type Sendable = Pick<DeadLetter, 'body' | 'attributes'>;

/** Some entries of a batch were refused, though the call was answered. */
class BatchError extends Error {
  override readonly name = 'BatchError';
}

function checkBatch({
  Failed = [],
}: {
  readonly Failed?: readonly { readonly Message?: string | undefined }[] | undefined;
}): void {
  if (Failed.length > 0) throw new BatchError(`${Failed.length} messages were refused: ${Failed[0]?.Message}`);
}

const letterOf = ({ ReceiptHandle = '', Body = '', MessageAttributes = {} }: Message): DeadLetter => ({
  receiptHandle: ReceiptHandle,
  body: Body,
  attributes: Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue = '' }]) => [name, StringValue]),
  ),
});

/** The dead letter queues of a deployment, by the ends of their names. */
export class DeadLetterQueues implements Pick<RedrivePorts, 'count' | 'receive' | 'putBack' | 'delete' | 'send'> {
  readonly #client: SQSClient;
  readonly #prefix: string;

  constructor(client: SQSClient, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  async #url(queue: string): Promise<string> {
    const { QueueUrl = '' } = await this.#client.send(
      new GetQueueUrlCommand({ QueueName: `${this.#prefix}-${queue}` }),
    );
    return QueueUrl;
  }

  async count(queue: string): Promise<number> {
    const { Attributes } = await this.#client.send(
      new GetQueueAttributesCommand({
        QueueUrl: await this.#url(queue),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages ?? 0);
  }

  async receive(queue: string, limit: number): Promise<readonly DeadLetter[]> {
    const QueueUrl = await this.#url(queue);
    const letters: DeadLetter[] = [];
    while (letters.length < limit) {
      const { Messages = [] } = await this.#client.send(
        new ReceiveMessageCommand({
          QueueUrl,
          MaxNumberOfMessages: Math.min(10, limit - letters.length),
          MessageAttributeNames: ['All'],
          VisibilityTimeout: HIDDEN,
          // Asks every server of the queue, so that "none" means none.
          WaitTimeSeconds: 1,
        }),
      );
      if (Messages.length === 0) break;
      letters.push(...Messages.map(letterOf));
    }
    return letters;
  }

  async putBack(queue: string, letters: readonly DeadLetter[]): Promise<void> {
    await this.#each(queue, letters, async (QueueUrl, part) =>
      this.#client.send(
        new ChangeMessageVisibilityBatchCommand({
          QueueUrl,
          Entries: part.map(({ receiptHandle }, index) => ({
            Id: `${index}`,
            ReceiptHandle: receiptHandle,
            VisibilityTimeout: 0,
          })),
        }),
      ),
    );
  }

  async delete(queue: string, letters: readonly DeadLetter[]): Promise<void> {
    await this.#each(queue, letters, async (QueueUrl, part) =>
      this.#client.send(
        new DeleteMessageBatchCommand({
          QueueUrl,
          Entries: part.map(({ receiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle: receiptHandle })),
        }),
      ),
    );
  }

  async send(queue: string, letters: readonly Sendable[]): Promise<void> {
    await this.#each(queue, letters, async (QueueUrl, part) =>
      this.#client.send(
        new SendMessageBatchCommand({
          QueueUrl,
          Entries: part.map(({ body, attributes }, index) => ({
            Id: `${index}`,
            MessageBody: body,
            MessageAttributes: Object.fromEntries(
              Object.entries(attributes)
                .filter(([, text]) => text !== '')
                .map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
            ),
          })),
        }),
      ),
    );
  }

  async #each<L extends Pick<DeadLetter, 'body'>>(
    queue: string,
    letters: readonly L[],
    call: (url: string, part: readonly L[]) => Promise<Parameters<typeof checkBatch>[0]>,
  ): Promise<void> {
    if (letters.length === 0) return;
    const url = await this.#url(queue);
    for (const part of chunk<L>(letters, BATCH)) checkBatch(await call(url, part));
  }
}
