import type { TestEventPatternCommandInput, TestEventPatternCommandOutput } from '@aws-sdk/client-eventbridge';
import { matches } from '../../../pattern/index.ts';
import { invalid, invalidParameter } from '../errors.ts';
import type { EventsOperation } from '../operation.ts';
import { checkPattern } from '../pattern.ts';

/** `resources` is documented as mandatory too, but AWS does without. */
const MANDATORY = ['id', 'account', 'source', 'time', 'region', 'detail-type'];

/** @throws AwsError `ValidationException` */
function checkEvent(text: string): void {
  let event: unknown;
  try {
    event = JSON.parse(text);
  } catch {
    throw invalid('Parameter Event is not valid.');
  }
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    throw invalid('Parameter Event is not valid.');
  for (const field of MANDATORY) if (!Object.hasOwn(event, field)) throw invalid('Parameter Event is not valid.');
  const { time } = event as { time?: unknown };
  if (typeof time !== 'string' || Number.isNaN(Date.parse(time))) throw invalidParameter('Event', 'Invalid time.');
}

export const testEventPattern: EventsOperation<TestEventPatternCommandInput, TestEventPatternCommandOutput> = {
  handle(_state, { EventPattern = '', Event = '' }) {
    const pattern = checkPattern(EventPattern);
    checkEvent(Event);
    return { Result: matches(pattern, Event) };
  },
};
