import { type Document, documentText, type Provider, type ProviderContext, unless } from './provider.ts';

interface Properties {
  readonly PolicyDocument: Document;
  readonly Topics: readonly string[];
}

const set = async (topics: readonly string[], AttributeValue: string, { call }: ProviderContext): Promise<void> => {
  for (const TopicArn of topics)
    await call('sns', 'SetTopicAttributes', { TopicArn, AttributeName: 'Policy', AttributeValue });
};

/** A topic without a policy of the template's has the one it was born with: its owner may do everything. */
async function reset(topics: readonly string[], context: ProviderContext): Promise<void> {
  for (const topic of topics) {
    const policy = {
      Version: '2008-10-17',
      Id: '__default_policy_ID',
      Statement: [
        {
          Sid: '__default_statement_ID',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: [
            'GetTopicAttributes',
            'SetTopicAttributes',
            'AddPermission',
            'RemovePermission',
            'DeleteTopic',
            'Subscribe',
            'ListSubscriptionsByTopic',
            'Publish',
          ].map((name) => `SNS:${name}`),
          Resource: topic,
          Condition: { StringEquals: { 'AWS:SourceOwner': context.stack.accountId } },
        },
      ],
    };
    await unless(['NotFoundException'], () => set([topic], JSON.stringify(policy), context));
  }
}

/** One policy for several topics. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicpolicy.html */
export const snsTopicPolicy: Provider<Properties> = {
  async create({ PolicyDocument, Topics }, context) {
    await set(Topics, documentText(PolicyDocument), context);
    const physicalId = context.generatedName();
    return { physicalId, attributes: { Id: physicalId } };
  },
  async update({ PolicyDocument, Topics }, { physicalId, properties: before, attributes }, context) {
    await set(Topics, documentText(PolicyDocument), context);
    await reset(
      before.Topics.filter((topic) => !Topics.includes(topic)),
      context,
    );
    return { physicalId, attributes };
  },
  delete: ({ properties: { Topics } }, context) => reset(Topics, context),
};

interface Inline {
  readonly PolicyDocument: Document;
  readonly TopicArn: string;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-sns-topicinlinepolicy.html */
export const snsTopicInlinePolicy: Provider<Inline> = {
  async create({ PolicyDocument, TopicArn }, context) {
    await set([TopicArn], documentText(PolicyDocument), context);
    return { physicalId: TopicArn };
  },
  async update({ PolicyDocument, TopicArn }, { physicalId }, context) {
    await set([TopicArn], documentText(PolicyDocument), context);
    return { physicalId };
  },
  delete: ({ properties: { TopicArn } }, context) => reset([TopicArn], context),
};
