import { type Document, documentText, type Provider, type ProviderContext, unless } from './provider.ts';

interface Properties {
  readonly PolicyDocument: Document;
  readonly Queues: readonly string[];
}

const set = async (queues: readonly string[], Policy: string, { call }: ProviderContext): Promise<void> => {
  for (const QueueUrl of queues) await call('sqs', 'SetQueueAttributes', { QueueUrl, Attributes: { Policy } });
};
const clear = async (queues: readonly string[], context: ProviderContext): Promise<void> => {
  for (const queue of queues) await unless(['QueueDoesNotExist'], () => set([queue], '', context));
};

/** One policy for several queues. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queuepolicy.html */
export const sqsQueuePolicy: Provider<Properties> = {
  async create({ PolicyDocument, Queues }, context) {
    await set(Queues, documentText(PolicyDocument), context);
    const physicalId = context.generatedName();
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update({ PolicyDocument, Queues }, { physicalId, properties: before, attributes }, context) {
    await set(Queues, documentText(PolicyDocument), context);
    await clear(
      before.Queues.filter((queue) => !Queues.includes(queue)),
      context,
    );
    return { physicalId, attributes };
  },
  delete: ({ properties: { Queues } }, context) => clear(Queues, context),
};

interface Inline {
  readonly PolicyDocument: Document;
  readonly Queue: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sqs-queueinlinepolicy.html */
export const sqsQueueInlinePolicy: Provider<Inline> = {
  async create({ PolicyDocument, Queue }, context) {
    await set([Queue], documentText(PolicyDocument), context);
    return { physicalId: Queue };
  },
  async update({ PolicyDocument, Queue }, { physicalId }, context) {
    await set([Queue], documentText(PolicyDocument), context);
    return { physicalId };
  },
  delete: ({ properties: { Queue } }, context) => clear([Queue], context),
};
