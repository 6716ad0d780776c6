import type { CreateTopicCommandInput } from '@aws-sdk/client-sns';
import type { Operation } from '../../../core/service.ts';
import { invalid } from '../errors.ts';
import { type SnsState, saveTopic } from '../state.ts';
import { tagMap } from '../tag-map.ts';
import { type Topic, topicArn, topicKey } from '../topic.ts';
import { allTopicAttributes, checkTopicAttribute } from '../topic-attributes.ts';

const NAME = /^[\w-]{1,256}$/;

function checkName(name: string, fifo: boolean): void {
  const bare = fifo ? name.replace(/\.fifo$/, '') : name;
  if (fifo && !name.endsWith('.fifo'))
    throw invalid(
      'Topic Name Reason: Fifo Topic names must end with .fifo and must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.',
    );
  if (!fifo && name.endsWith('.fifo'))
    throw invalid(
      'Topic Name Reason: Topic names must be made up of only uppercase and lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 characters long.',
    );
  if (name.length > 256 || !NAME.test(bare)) throw invalid('Topic Name');
}

/** A topic that is there already is the answer, if it is the same. https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html */
export const createTopic: Operation<SnsState, CreateTopicCommandInput, { TopicArn: string }> = {
  tagAction: 'sns:TagResource',
  resource: ({ Name = '' }, context) => topicArn(context, Name),
  handle(state, { Name: name = '', Attributes = {}, Tags, DataProtectionPolicy }, { accountId, region, now }) {
    if (DataProtectionPolicy !== undefined) throw invalid('DataProtectionPolicy is not available on this endpoint');
    const fifo = Attributes.FifoTopic === 'true';
    checkName(name, fifo);
    const { FifoTopic: _, ...attributes } = Attributes;
    for (const [attribute, value] of Object.entries(Attributes)) checkTopicAttribute(attribute, value, fifo);
    const tags = tagMap(Tags ?? []);
    const known = state.topics.get(topicKey({ accountId, region }, name));
    const TopicArn = topicArn({ accountId, region }, name);
    if (known) {
      checkSame(known, attributes, tags, Tags !== undefined);
      return { TopicArn };
    }
    saveTopic(state, { accountId, region, name, fifo, attributes, tags, created: now, deleted: 0 });
    return { TopicArn };
  },
};

function checkSame(
  known: Topic,
  attributes: Readonly<Record<string, string>>,
  tags: Readonly<Record<string, string>>,
  withTags: boolean,
): void {
  const current = allTopicAttributes(known, 0, 0);
  if (Object.entries(attributes).some(([name, value]) => current[name] !== value))
    throw invalid('Attributes Reason: Topic already exists with different attributes');
  const differs = JSON.stringify(Object.entries(tags).sort()) !== JSON.stringify(Object.entries(known.tags).sort());
  if (withTags && differs) throw invalid('Tags Reason: Topic already exists with different tags');
}
