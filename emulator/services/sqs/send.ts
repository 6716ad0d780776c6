import { createHash } from 'node:crypto';
import { callerName } from '../../core/caller.ts';
import type { RequestContext } from '../../core/service.ts';
import { attributeOf, numberOf } from './attributes.ts';
import { type BodyFacts, factsOf } from './body-facts.ts';
import { md5OfAttributes } from './md5.ts';
import { checkMessage, type Sent } from './message-checks.ts';
import type { Queue } from './queue.ts';
import { nextNumber, type SqsState, wake } from './state.ts';
import type { NewMessage } from './stored-message.ts';

export interface SendResult {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly MD5OfMessageSystemAttributes?: string;
  readonly SequenceNumber?: string;
}

/** The digest of the body is worked out when it is looked at, which an AWS service that sends never does. */
class Outcome implements SendResult {
  readonly MessageId: string;
  declare MD5OfMessageAttributes?: string;
  declare MD5OfMessageSystemAttributes?: string;
  declare SequenceNumber?: string;
  readonly #facts: BodyFacts;

  constructor(MessageId: string, facts: BodyFacts) {
    this.MessageId = MessageId;
    this.#facts = facts;
  }

  get MD5OfMessageBody(): string {
    return this.#facts.md5;
  }
}

function outcomeOf(facts: BodyFacts, MessageId: string, sent: Sent, sequence: string | undefined): SendResult {
  const outcome = new Outcome(MessageId, facts);
  const attributes = md5OfAttributes(sent.MessageAttributes);
  const system = md5OfAttributes(sent.MessageSystemAttributes);
  if (attributes !== undefined) outcome.MD5OfMessageAttributes = attributes;
  if (system !== undefined) outcome.MD5OfMessageSystemAttributes = system;
  if (sequence !== undefined) outcome.SequenceNumber = sequence;
  return outcome;
}

const DEDUPLICATION_WINDOW = 5 * 60_000;

const sequenceOf = (state: SqsState): string =>
  String(nextNumber(state, 'sequence')).padStart(20, '18850000000000000000'.slice(0, 20));

/**
 * Puts one message into a queue.
 * @param add writes the message, before anybody is let at the queue
 * @throws AwsError as `checkMessage` does
 */
export function send(
  state: SqsState,
  queue: Queue,
  sent: Sent,
  { caller, now }: RequestContext,
  add: (message: NewMessage) => void,
): SendResult {
  const body = sent.MessageBody ?? '';
  const facts = factsOf(body);
  checkMessage(queue, sent, facts);
  const dedupId = queue.fifo
    ? (sent.MessageDeduplicationId ?? createHash('sha256').update(body).digest('hex'))
    : undefined;
  const scope = attributeOf(queue, 'DeduplicationScope') === 'messageGroup' ? (sent.MessageGroupId ?? '') : '';
  if (dedupId !== undefined) {
    const earlier = state.messages.duplicateOf(queue.id, scope, dedupId, now);
    if (earlier) return outcomeOf(facts, earlier.message_id, sent, earlier.sequence);
  }
  const messageId = state.deps.ids.uuid();
  const sequence = queue.fifo ? sequenceOf(state) : undefined;
  const delay = queue.fifo ? numberOf(queue, 'DelaySeconds') : (sent.DelaySeconds ?? numberOf(queue, 'DelaySeconds'));
  add({
    queue: queue.id,
    messageId,
    body,
    facts,
    attributes: sent.MessageAttributes,
    traceHeader: sent.MessageSystemAttributes?.AWSTraceHeader?.StringValue,
    senderId: caller.kind === 'administrator' ? caller.accountId : callerName(caller),
    sent: now,
    visible: now + delay * 1000,
    groupId: sent.MessageGroupId,
    dedupId,
    sequence,
    deadLetterSource: undefined,
  });
  if (dedupId !== undefined && sequence !== undefined) {
    state.messages.rememberDedup(queue.id, scope, dedupId, now + DEDUPLICATION_WINDOW, messageId, sequence, now);
  }
  wake(state, queue.id);
  return outcomeOf(facts, messageId, sent, sequence);
}
