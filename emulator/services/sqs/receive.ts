import type { Message } from '@aws-sdk/client-sqs';
import type { RequestContext } from '../../core/service.ts';
import { numberOf, redrivePolicyOf } from './attributes.ts';
import { factsOf } from './body-facts.ts';
import { type AttributeValue, md5OfAttributes } from './md5.ts';
import { keyOfArn, type Queue, queueArn } from './queue.ts';
import { receiptOf } from './receipt.ts';
import type { SqsState } from './state.ts';
import { wake } from './state.ts';
import type { StoredMessage } from './stored-message.ts';

export interface Asked {
  readonly maximum: number;
  readonly visibilitySeconds: number;
  readonly attributeNames: readonly string[];
  readonly messageAttributeNames: readonly string[];
}

/**
 * Takes what can be had now. Messages received too often move to the dead letter queue on the way.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html
 */
export function takeMessages(state: SqsState, queue: Queue, asked: Asked, now: RequestContext['now']): Message[] {
  const { messages, deps } = state;
  messages.expire(queue.id, now - numberOf(queue, 'MessageRetentionPeriod') * 1000, now);
  const taken: Message[] = [];
  while (taken.length < asked.maximum) {
    const found = messages.visible(queue.id, queue.fifo, now, asked.maximum - taken.length);
    if (found.length === 0) break;
    let moved = 0;
    for (const message of found) {
      if (toDeadLetters(state, queue, message, now)) {
        moved++;
        continue;
      }
      const receipt = deps.ids.hex(32);
      messages.take(message.id, now + asked.visibilitySeconds * 1000, now, receipt);
      taken.push(
        shown(
          state,
          { ...message, received: message.received + 1, firstReceived: message.firstReceived ?? now, receipt },
          asked,
        ),
      );
    }
    if (moved === 0) break;
  }
  return taken;
}

function toDeadLetters(state: SqsState, queue: Queue, message: StoredMessage, now: number): boolean {
  const policy = redrivePolicyOf(queue);
  if (!policy || message.received < policy.maxReceiveCount) return false;
  const target = state.queues.get(keyOfArn(policy.deadLetterTargetArn) ?? '');
  if (!target) return false;
  state.messages.move(message, target.id, now, queueArn(queue));
  wake(state, target.id);
  return true;
}

const matches = (wanted: readonly string[], name: string): boolean =>
  wanted.some(
    (each) =>
      each === 'All' || each === '.*' || each === name || (each.endsWith('.*') && name.startsWith(each.slice(0, -1))),
  );

function shown(_state: SqsState, message: StoredMessage, asked: Asked): Message {
  const system: Record<string, string | undefined> = {
    SenderId: message.senderId,
    SentTimestamp: String(message.sent),
    ApproximateReceiveCount: String(message.received),
    ApproximateFirstReceiveTimestamp: String(message.firstReceived),
    SequenceNumber: message.sequence,
    MessageDeduplicationId: message.dedupId,
    MessageGroupId: message.groupId,
    AWSTraceHeader: message.traceHeader,
    DeadLetterQueueSourceArn: message.deadLetterSource,
  };
  const attributes = Object.entries(system).filter(
    ([name, value]) =>
      value !== undefined && (asked.attributeNames.includes('All') || asked.attributeNames.includes(name)),
  );
  const own = Object.entries(message.attributes ?? {}).filter(([name]) => matches(asked.messageAttributeNames, name));
  const chosen: Record<string, AttributeValue> = Object.fromEntries(own);
  const digest = md5OfAttributes(chosen);
  return {
    MessageId: message.messageId,
    ReceiptHandle: receiptOf(message),
    MD5OfBody: factsOf(message.body).md5,
    Body: message.body,
    ...(attributes.length > 0 ? { Attributes: Object.fromEntries(attributes) } : {}),
    ...(digest === undefined
      ? {}
      : { MD5OfMessageAttributes: digest, MessageAttributes: chosen as NonNullable<Message['MessageAttributes']> }),
  } satisfies Message;
}
