import { createHash } from 'node:crypto';
import { passes } from './filter-policy.ts';
import { checkMessage, type Message, type Published } from './message.ts';
import { newMessage } from './new-message.ts';
import { type SnsState, subscriptionsOf } from './state.ts';
import { type Topic, topicArn, topicKey } from './topic.ts';
import { countTopic } from './topic-metrics.ts';

/** The same message within five minutes is taken, and not delivered again. */
const DEDUPLICATION = 5 * 60 * 1000;

export interface Receipt {
  readonly MessageId: string;
  readonly SequenceNumber?: string;
}

function nextSequence({ sequences }: SnsState, topic: Topic): string {
  const key = topicKey(topic, topic.name);
  const last = (sequences.get(key)?.last ?? 0) + 1;
  sequences.put(key, { last });
  return String(10n ** 19n + BigInt(last));
}

/** Puts a message into the way of every subscription it passes. Joins the open transaction. */
function fanOut(state: SnsState, topic: Topic, message: Message): void {
  for (const { arn, protocol, attributes, token } of subscriptionsOf(state, topic)) {
    const text = message.texts[protocol] ?? message.texts.default ?? '';
    if (token === undefined && passes(attributes, text, message.attributes)) state.deliveries.add(arn, message);
  }
}

function publishInOrder(
  state: SnsState,
  topic: Topic,
  request: Published,
  parts: ReturnType<typeof checkMessage>,
): Receipt {
  const { MessageGroupId: groupId = '', MessageDeduplicationId: given } = request;
  const dedupId =
    given ??
    createHash('sha256')
      .update(request.Message ?? '')
      .digest('hex');
  const scope = topic.attributes.FifoThroughputScope === 'MessageGroup' ? `${groupId}/` : '';
  const key = `${topicKey(topic, topic.name)}/${scope}${dedupId}`;
  const now = state.deps.clock.now();
  const known = state.recent.get(key);
  if (known && known.until > now) return { MessageId: known.messageId, SequenceNumber: known.sequence };
  for (const [old, { until }] of state.recent.entries(`${topicKey(topic, topic.name)}/`))
    if (until <= now) state.recent.delete(old);
  const sequence = nextSequence(state, topic);
  const message = newMessage(state, { ...parts, groupId, dedupId, sequence });
  state.recent.put(key, { messageId: message.id, sequence, until: now + DEDUPLICATION });
  fanOut(state, topic, message);
  return { MessageId: message.id, SequenceNumber: sequence };
}

/** Takes one message. @throws AwsError as the operation Publish does */
export function publishTo(state: SnsState, topic: Topic, request: Published): Receipt {
  const parts = checkMessage(topic, request);
  countTopic(state, topicArn(topic, topic.name), 'NumberOfMessagesPublished');
  return state.deps.store.atomic(() => {
    if (topic.fifo) return publishInOrder(state, topic, request, parts);
    const message = newMessage(state, { ...parts, groupId: request.MessageGroupId });
    fanOut(state, topic, message);
    return { MessageId: message.id };
  });
}
