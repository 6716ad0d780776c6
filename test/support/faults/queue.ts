import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { DeployedApplication } from '../deployed-application.ts';

type Attributes = Readonly<Partial<Record<QueueAttributeName, string>>>;

/** Changes a queue's attributes while something is done. @param end of the queue's name */
export async function whileQueueIs<T>(
  app: DeployedApplication,
  end: string,
  change: Attributes,
  act: () => Promise<T>,
): Promise<T> {
  const sqs = new SQSClient(app.client);
  const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: `${app.prefix}-${end}` }));
  const AttributeNames = Object.keys(change) as QueueAttributeName[];
  const { Attributes: before } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { ...change } }));
  try {
    return await act();
  } finally {
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: before ?? {} }));
  }
}
