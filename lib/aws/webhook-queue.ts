import { ChangeMessageVisibilityCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

export interface WebhookQueueSettings {
  readonly queueUrl: string;
  readonly deadLetterUrl: string;
}

/** The queue of webhooks that are to be sent. */
export class WebhookQueue {
  readonly #client: SQSClient;
  readonly #settings: WebhookQueueSettings;

  constructor(client: SQSClient, settings: WebhookQueueSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  /** Hides a message that comes back, for so many seconds. */
  async postpone(ReceiptHandle: string, VisibilityTimeout: number): Promise<void> {
    await this.#client.send(
      new ChangeMessageVisibilityCommand({ QueueUrl: this.#settings.queueUrl, ReceiptHandle, VisibilityTimeout }),
    );
  }

  /** Keeps a message that is given up, with the same attributes by which EventBridge tells its own causes. */
  async bury(MessageBody: string, cause: string, tries: number): Promise<void> {
    await this.#client.send(
      new SendMessageCommand({
        QueueUrl: this.#settings.deadLetterUrl,
        MessageBody,
        MessageAttributes: {
          ERROR_CODE: { DataType: 'String', StringValue: 'WEBHOOK_FAILED' },
          ERROR_MESSAGE: { DataType: 'String', StringValue: cause.slice(0, 1000) },
          RETRY_ATTEMPTS: { DataType: 'Number', StringValue: `${tries - 1}` },
        },
      }),
    );
  }
}
