import { createHash } from 'node:crypto';
import { callerName } from '../../core/caller.ts';
import type { RequestContext } from '../../core/service.ts';
import { attributeOf, numberOf } from './attributes.ts';
import { factsOf } from './body-facts.ts';
import { md5OfAttributes } from './md5.ts';
import { checkMessage, type Sent } from './message-checks.ts';
import type { Queue } from './queue.ts';
import { nextNumber, type SqsState, wake } from './state.ts';

export interface SendResult {
  readonly MessageId: string;
  readonly MD5OfMessageBody: string;
  readonly MD5OfMessageAttributes?: string;
  readonly MD5OfMessageSystemAttributes?: string;
  readonly SequenceNumber?: string;
}

const DEDUPLICATION_WINDOW = 5 * 60_000;

const sequenceOf = (state: SqsState): string =>
  String(nextNumber(state, 'sequence')).padStart(20, '18850000000000000000'.slice(0, 20));

/** Puts one message into a queue. @throws AwsError as `checkMessage` does */
export function send(state: SqsState, queue: Queue, sent: Sent, { caller, now }: RequestContext): SendResult {
  checkMessage(queue, sent);
  const body = sent.MessageBody ?? '';
  const digests = {
    ...optional('MD5OfMessageAttributes', md5OfAttributes(sent.MessageAttributes)),
    ...optional('MD5OfMessageSystemAttributes', md5OfAttributes(sent.MessageSystemAttributes)),
  };
  const dedupId = queue.fifo
    ? (sent.MessageDeduplicationId ?? createHash('sha256').update(body).digest('hex'))
    : undefined;
  const scope = attributeOf(queue, 'DeduplicationScope') === 'messageGroup' ? (sent.MessageGroupId ?? '') : '';
  if (dedupId !== undefined) {
    const earlier = state.messages.duplicateOf(queue.id, scope, dedupId, now);
    if (earlier) return resultOf(body, { MessageId: earlier.message_id, ...digests, SequenceNumber: earlier.sequence });
  }
  const messageId = state.deps.ids.uuid();
  const sequence = queue.fifo ? sequenceOf(state) : undefined;
  const delay = queue.fifo ? numberOf(queue, 'DelaySeconds') : (sent.DelaySeconds ?? numberOf(queue, 'DelaySeconds'));
  state.messages.add({
    queue: queue.id,
    messageId,
    body,
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
  return resultOf(body, { MessageId: messageId, ...digests, ...optional('SequenceNumber', sequence) });
}

/** The digest is worked out when it is looked at, which an AWS service that sends never does. */
const resultOf = (body: string, rest: Omit<SendResult, 'MD5OfMessageBody'>): SendResult => ({
  get MD5OfMessageBody() {
    return factsOf(body).md5;
  },
  ...rest,
});

/** A member that is left out where it has no value. */
export const optional = <K extends string>(key: K, value: string | undefined): { [key in K]?: string } =>
  value === undefined ? {} : ({ [key]: value } as { [key in K]: string });
