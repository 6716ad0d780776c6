import { type KeptEvent, keptEventOf } from '../publishing/kept-event.ts';
import { type StreamRange, streamRangeOf } from './stream-letters.ts';

/** A message of a dead letter queue. */
export interface DeadLetter {
  readonly receiptHandle: string;
  readonly body: string;
  /** By name, the text of each. EventBridge tells the cause in them. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** Why something was given up, in the words of whoever gave it up. */
export interface Cause {
  /** `NO_PERMISSIONS`, `THROTTLING`, …; of a consumer: `GIVEN_UP`, its log tells more. */
  readonly code: string;
  readonly message: string;
  readonly rule: string;
  readonly target: string;
  readonly retries: number;
}

const causeOfStream = ({ condition, count, from, to }: StreamRange): Cause => ({
  code: condition,
  message: `${count} changes of orders of ${from.toISOString()} to ${to.toISOString()}; the log of relay-changes tells why.`,
  rule: '',
  target: '',
  retries: 0,
});

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html */
const causeOfEvent = ({ attributes }: DeadLetter): Cause => ({
  code: attributes.ERROR_CODE ?? 'GIVEN_UP',
  message: attributes.ERROR_MESSAGE ?? 'Its consumer gave it up; the log of the consumer tells why.',
  rule: attributes.RULE_ARN ?? '',
  target: attributes.TARGET_ARN ?? '',
  retries: Number(attributes.RETRY_ATTEMPTS ?? 0),
});

/** Of an event that `republish-events` gave up, its first cause is known. */
const causeOfKept = ({ cause }: KeptEvent): Cause => ({
  code: 'UNPUBLISHED',
  message: cause,
  rule: '',
  target: '',
  retries: 0,
});

export function causeOf(letter: DeadLetter): Cause {
  const range = streamRangeOf(letter);
  if (range) return causeOfStream(range);
  const kept = letter.attributes.ERROR_CODE === undefined ? keptEventOf(letter.body) : undefined;
  return kept ? causeOfKept(kept) : causeOfEvent(letter);
}

export interface CauseCount extends Cause {
  readonly letters: number;
}

/** The same cause told once, with how many have it. */
export function countCauses(letters: readonly DeadLetter[]): readonly CauseCount[] {
  const counts = new Map<string, CauseCount>();
  for (const letter of letters) {
    const cause = causeOf(letter);
    const key = JSON.stringify([cause.code, cause.message, cause.rule, cause.target]);
    const known = counts.get(key);
    counts.set(key, {
      ...cause,
      retries: Math.max(cause.retries, known?.retries ?? 0),
      letters: (known?.letters ?? 0) + 1,
    });
  }
  return [...counts.values()];
}
